import { listEventFiles } from "../../../engines/tensorboard/event-files";
import { startTimes } from "./points";
import { type FileReading, readLog, startOf } from "./read-log";
import { readTensorboard } from "./read-tensorboard";
import { type Section, splitAttempts } from "./split";
import type { ImportState } from "./state";

export type FolderNews = {
  /** Readings by attempt, the last one's state being the one to keep, with the beginning of each. */
  sections: (Section & { startMs: number | null })[];
  files: FileReading[];
  state: ImportState;
  /** When the curves' files were last written; null while there are none. */
  writtenAtMs: number | null;
};

/** Everything that a folder tells beyond `state`. `logging.jsonl` is what counts; event files beside it only add what it lacks. */
export function readFolder(state: ImportState): FolderNews {
  const log = readLog(state);
  const events = readTensorboard(state);
  const main = log === null ? events.files.flatMap(({ readings }) => readings) : log.readings;
  const sections = splitAttempts(state, main);
  const loggedKeys = [
    ...new Set([...state.loggedKeys, ...(log?.readings ?? []).flatMap(({ values }) => Object.keys(values))]),
  ];
  if (log !== null) addMissing(sections, events.files, new Set(loggedKeys));
  const last = sections.at(-1)?.state ?? state;
  const lastStartMs = last.startMs ?? (log === null ? firstTime(sections) : startOfLog(log, last));
  const starts = startTimes(
    sections,
    lastStartMs,
    log === null ? [] : listEventFiles(state.source).map(({ startMs }) => startMs),
  );
  const files = log === null ? events.files : [log, ...events.files];
  return {
    sections: sections.map((section, index) => ({ ...section, startMs: starts[index] ?? null })),
    files,
    writtenAtMs: files.length === 0 ? null : Math.max(...files.map(({ mtimeMs }) => mtimeMs)),
    state: {
      ...last,
      startMs: starts.at(-1) ?? null,
      loggedKeys,
      hasTrainerTags: events.hasTrainerTags,
      files: { ...state.files, ...Object.fromEntries(files.map(({ file, cursor }) => [file, cursor])) },
    },
  };
}

/** A copied folder has lost its files' times; the name of an event file still tells when its writer was made. */
function startOfLog(log: FileReading, { source, elapsedMs }: ImportState): number | null {
  return startOf(source, log.mtimeMs, elapsedMs) ?? listEventFiles(source).at(-1)?.startMs ?? null;
}

function firstTime(sections: Section[]): number | null {
  return sections.at(-1)?.readings[0]?.atMs ?? null;
}

function addMissing(sections: Section[], files: FileReading[], loggedKeys: ReadonlySet<string>): void {
  const target = sections.at(-1);
  for (const { readings } of files) {
    for (const reading of readings) {
      const rest = Object.entries(reading.values).filter(([key]) => !loggedKeys.has(key));
      if (rest.length > 0) target?.readings.push({ ...reading, values: Object.fromEntries(rest) });
    }
  }
}
