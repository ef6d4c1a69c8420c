import { statSync } from "node:fs";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Db } from "../../db/client";
import { type AttemptRow, attempts, fileCursors, type StageRow, stages } from "../../db/schema/index";
import type { Progress } from "../contract/stage";
import { appendEvent } from "../domain/events/append";
import { appendPoints, type NewPoint } from "../domain/metrics/append";
import type { FollowedFile } from "../engines/engine";
import { parsePhaseLine } from "../engines/evalscope/phase-line";
import { parseSampleLine, parseTrainingLine } from "../engines/ms-swift/log-line";
import { readNewLines, type TailCursor } from "../platform/tail";

export type Followed = FollowedFile | { file: string; format: "output" };

/** By database and place: how a file was when all of it had been stored. Most looks at most files find nothing new. */
const stored = new WeakMap<Db, Map<string, string>>();

const samples: Followed = { file: "samples.jsonl", format: "samples" };
const output: Followed = { file: "out.log", format: "output" };

/**
 * Stores what an attempt wrote since the last call: points, progress and the file positions in one transaction, so that a
 * crash in between loses nothing and stores nothing twice. `flush` also takes a last line without newline.
 */
export function ingestAttempt(
  db: Db,
  stage: StageRow,
  attempt: AttemptRow,
  files: FollowedFile[],
  flush: boolean,
): void {
  const marks = stored.get(db) ?? new Map<string, string>();
  stored.set(db, marks);
  const looked = [...files, samples, output].map((followed) => {
    const path = join(attempt.directory, followed.file);
    return { followed, path, mark: markOf(path) };
  });
  const changed = looked.filter(({ path, mark }) => flush || mark === null || marks.get(path) !== mark);
  let left = changed.map(({ followed }) => followed);
  while (left.length > 0) {
    // A long backlog is read in pieces, and a piece of each file committed together with those of the others.
    const news = left.flatMap((followed) => readNews(db, attempt.id, attempt.directory, followed, flush) ?? []);
    if (news.length > 0)
      db.transaction((tx) => {
        for (const piece of news) storeNews(tx, stage, attempt.id, piece);
      });
    left = news.filter(({ hasMore }) => hasMore).map(({ followed }) => followed);
  }
  // The look at a file came before the reading, so that what was added in between is not taken for stored.
  for (const { path, mark } of changed)
    if (flush || mark === null) marks.delete(path);
    else marks.set(path, mark);
}

function markOf(path: string): string | null {
  const file = statSync(path, { throwIfNoEntry: false });
  return file === undefined ? null : `${file.ino}:${file.size}:${file.mtimeMs}`;
}

type News = Reading & { followed: Followed; cursor: TailCursor; hasMore: boolean };

/** What a file holds beyond its stored position; null when nothing. */
function readNews(db: Db, attemptId: string, directory: string, followed: Followed, flush: boolean): News | null {
  const before = cursorOf(db, attemptId, followed.file);
  const news = readNewLines(join(directory, followed.file), before, flush);
  if (news === null || (before?.offset === news.cursor.offset && before.inode === news.cursor.inode)) return null;
  const { cursor, hasMore } = news;
  return { ...read(followed.format, news.lines), followed, cursor, hasMore };
}

function storeNews(tx: Tx, stage: StageRow, attemptId: string, news: News): void {
  const { points, progress, peakBytes, followed } = news;
  const place = { runId: stage.runId, stageKey: stage.key };
  appendPoints(tx, { runId: stage.runId, attemptId }, points);
  saveCursor(tx, attemptId, followed.file, news.cursor);
  if (progress !== null)
    tx.update(stages)
      .set({ progressJson: JSON.stringify(progress) })
      .where(eq(stages.id, stage.id))
      .run();
  if (peakBytes !== null) raisePeak(tx, attemptId, peakBytes);
  if (followed.format === "output") appendEvent(tx, "log", place);
  else if (points.length > 0) appendEvent(tx, "metrics", place);
  if (progress !== null) appendEvent(tx, "stage", place);
}

type Reading = { points: NewPoint[]; progress: Progress | null; peakBytes: number | null };

function read(format: Followed["format"], lines: string[]): Reading {
  if (format === "output") {
    const phases = lines.flatMap((line) => parsePhaseLine(line) ?? []);
    return { points: [], progress: phases.at(-1) ?? null, peakBytes: null };
  }
  return format === "training" ? readTraining(lines) : readSamples(lines);
}

function readTraining(lines: string[]): Reading {
  const atMs = Date.now();
  const parsed = lines.flatMap((line) => parseTrainingLine(line) ?? []);
  const points = parsed.flatMap(({ values, step }) =>
    Object.entries(values).map(([key, value]) => ({ key, step: step ?? 0, atMs, value })),
  );
  return { points, progress: parsed.findLast(({ progress }) => progress !== null)?.progress ?? null, peakBytes: null };
}

function readSamples(lines: string[]): Reading {
  const parsed = lines.flatMap((line) => parseSampleLine(line) ?? []);
  const points = parsed.flatMap(({ values, step, atMs }) =>
    Object.entries(values).map(([key, value]) => ({ key, step: step ?? 0, atMs: atMs ?? Date.now(), value })),
  );
  const sizes = points.flatMap(({ key, value }) => (key === "memory/rss_bytes" ? value : []));
  return { points, progress: null, peakBytes: sizes.length > 0 ? Math.max(...sizes) : null };
}

function cursorOf(db: Db, attemptId: string, file: string): TailCursor | null {
  const row = db
    .select({ offset: fileCursors.offset, inode: fileCursors.inode })
    .from(fileCursors)
    .where(and(eq(fileCursors.attemptId, attemptId), eq(fileCursors.file, file)))
    .get();
  return row ?? null;
}

type Tx = Pick<Db, "insert" | "update" | "select">;

function saveCursor(tx: Tx, attemptId: string, file: string, cursor: TailCursor): void {
  tx.insert(fileCursors)
    .values({ attemptId, file, ...cursor })
    .onConflictDoUpdate({ target: [fileCursors.attemptId, fileCursors.file], set: cursor })
    .run();
}

function raisePeak(tx: Tx, attemptId: string, bytes: number): void {
  const row = tx.select({ peak: attempts.peakMemoryBytes }).from(attempts).where(eq(attempts.id, attemptId)).get();
  if (row && (row.peak ?? 0) < bytes)
    tx.update(attempts).set({ peakMemoryBytes: bytes }).where(eq(attempts.id, attemptId)).run();
}
