import { join } from "node:path";
import { listEventFiles } from "../../../engines/tensorboard/event-files";
import { readEvent, type Scalar } from "../../../engines/tensorboard/events";
import { readRecords } from "../../../engines/tensorboard/records";
import { cursorAt, readAfter } from "../../../platform/tail";
import type { FileReading } from "./read-log";
import type { Reading } from "./split";
import type { ImportState } from "./state";

// Tags that Hugging Face's trainer, and so ms-swift, writes before anything else.
const trainerTags = ["args/text_summary", "model_config/text_summary"];
const togetherMs = 1_000;

/**
 * New scalars of every event file of the folder, oldest file first. Files of Hugging Face's trainer give ms-swift's own
 * keys; tags of others stay as they are. Where the files lie in several folders, the key begins with the folder.
 */
export function readTensorboard(state: ImportState): { files: FileReading[]; hasTrainerTags: boolean } {
  const found = listEventFiles(state.source);
  const isOneFolder = new Set(found.map(({ folder }) => folder)).size <= 1;
  let { hasTrainerTags } = state;
  const files: FileReading[] = [];
  for (const { file, folder } of found) {
    const path = join(state.source, file);
    const news = readAfter(path, state.files[file] ?? null);
    if (news === null) continue;
    const { records, usedBytes } = readRecords(news.bytes);
    const cursor = cursorAt(path, news.offset + usedBytes);
    if (cursor === null) continue;
    const events = records.map(readEvent);
    hasTrainerTags ||= events.some(({ tags }) => tags.some((tag) => trainerTags.includes(tag)));
    const prefix = isOneFolder || folder === "" ? "" : `${folder}/`;
    const scalars = events.flatMap((event) => event.scalars);
    const keyed = scalars.map((scalar) => ({
      ...scalar,
      tag: prefix + (hasTrainerTags ? keyOfTag(scalar.tag) : scalar.tag),
    }));
    const isReplaced = news.isNew && state.files[file] !== undefined;
    files.push({ file, readings: groupBySteps(keyed, isReplaced), cursor, inode: news.inode, mtimeMs: news.mtimeMs });
  }
  return { files, hasTrainerTags };
}

/** ms-swift's key of a trainer's tag: the trainer puts `train/` before a key and turns `eval_` into `eval/`. */
function keyOfTag(tag: string): string {
  if (tag.startsWith("train/")) return tag.slice("train/".length);
  return tag.replace(/^(eval|test)\//, "$1_");
}

function groupBySteps(scalars: Scalar[], isReplaced: boolean): Reading[] {
  const readings: Reading[] = [];
  for (const { tag, step, wallMs, value } of scalars) {
    const last = readings.at(-1);
    const isTogether = last?.step === step && wallMs - (last.atMs ?? 0) < togetherMs && !(tag in last.values);
    const reading = last !== undefined && isTogether ? last : emptyReading(step, wallMs);
    reading.values[tag] = value;
    reading.isSummary ||= /(^|\/)train_runtime$/.test(tag);
    if (reading !== last) readings.push(reading);
  }
  const [first] = readings;
  // Within one file a tag may be told twice at a step; the next writer tells it twice after a resume.
  if (first !== undefined) Object.assign(first, { repeatsMeanResume: true, beginsAnew: isReplaced });
  return readings;
}

function emptyReading(step: number, atMs: number): Reading {
  const nothing = { totalSteps: null, elapsedMs: null, remainingMs: null, repeatsMeanResume: false, beginsAnew: false };
  return { values: {}, step, atMs, isSummary: false, ...nothing };
}
