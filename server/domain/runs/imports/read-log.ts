import { join } from "node:path";
import { argsFile, logFile, writtenAt } from "../../../engines/ms-swift/imported/output-folder";
import { allNumbersOf, readLoggedLine } from "../../../engines/ms-swift/log-line";
import { type ContentCursor, cursorAt, linesOf, readAfter } from "../../../platform/tail";
import type { Reading } from "./split";
import type { ImportState } from "./state";

const newline = 10;
const clockSlackMs = 2_000;

/** What a file of the folder told since it was last read. */
export type FileReading = {
  file: string;
  readings: Reading[];
  cursor: ContentCursor;
  inode: number;
  mtimeMs: number;
};

/** New lines of `logging.jsonl`; a torn last line is left for later, foreign lines are passed over. Null when there is no such file. */
export function readLog({ source, files }: ImportState): FileReading | null {
  const path = join(source, logFile);
  const news = readAfter(path, files[logFile] ?? null);
  if (news === null) return null;
  const end = wholeLinesEnd(news.bytes);
  const readings = linesOf(news.bytes.subarray(0, end)).flatMap((line) => readingOf(line) ?? []);
  const [first] = readings;
  if (first !== undefined && news.isNew) first.beginsAnew = true;
  const cursor = cursorAt(path, news.offset + end);
  return cursor && { file: logFile, readings, cursor, inode: news.inode, mtimeMs: news.mtimeMs };
}

/** A last line without newline counts when it is a whole record: JSON that was cut off is none. */
function wholeLinesEnd(bytes: Buffer): number {
  const end = bytes.lastIndexOf(newline) + 1;
  return readLoggedLine(bytes.toString("utf8", end)) === null ? end : bytes.length;
}

function readingOf(line: string): Reading | null {
  const logged = readLoggedLine(line);
  if (logged === null) return null;
  const { step, totalSteps, elapsedMs, remainingMs, isSummary } = logged;
  // The very last line repeats the whole history and is no point.
  const values = step === null ? {} : allNumbersOf(logged);
  const place = { step, totalSteps, elapsedMs, remainingMs, atMs: null, isSummary };
  return { values, ...place, repeatsMeanResume: true, beginsAnew: false };
}

/**
 * When a training began whose log was last written at `mtimeMs`, `elapsedMs` after its beginning. Null where the files'
 * times are not their own (a copy without them): ms-swift writes `args.json` before it trains.
 */
export function startOf(source: string, mtimeMs: number, elapsedMs: number | null): number | null {
  const argsAt = writtenAt(join(source, argsFile));
  if (elapsedMs === null || argsAt === null || mtimeMs - argsAt < elapsedMs - clockSlackMs) return null;
  return mtimeMs - elapsedMs;
}
