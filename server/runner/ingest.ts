import { statSync } from "node:fs";
import { join } from "node:path";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/client";
import { prepared } from "../../db/prepared";
import { type AttemptRow, attempts, fileCursors, type StageRow, stages } from "../../db/schema/index";
import type { StreamEventKind } from "../contract/event";
import type { Progress } from "../contract/stage";
import { type StageKind, traitsOf } from "../contract/stage-kinds";
import { appendEvent } from "../domain/pipeline/events/append";
import { appendPoints, type NewPoint } from "../domain/results/metrics/append";
import type { FollowedFile } from "../engines/engine";
import { parsePhaseLine } from "../engines/evalscope/phase-line";
import { parseSampleLine, parseTrainingLine } from "../engines/ms-swift/log-line";
import { parseProgressBar } from "../engines/progress-bar";
import { readNewLines, type TailCursor } from "../platform/tail";

export type Followed = FollowedFile | { file: string; format: "output" };

/** By database and place: how a file was when all of it had been stored. Most looks at most files find nothing new. */
const stored = new WeakMap<Db, Map<string, string>>();

const samples: Followed = { file: "samples.jsonl", format: "samples" };
const output: Followed = { file: "out.log", format: "output" };
// So much text may be held at once before it is stored.
const bundleBytes = 4 * 2 ** 20;

/** What an attempt may have written to: the files that its plan names, its samples and its log. `flush` also takes a last line without newline. */
export type Written = { stage: StageRow; attempt: AttemptRow; files: FollowedFile[]; flush: boolean };

/**
 * Stores what attempts wrote since the last call: points, progress and the file positions in one transaction, so that a
 * crash in between loses nothing and stores nothing twice. A long backlog takes several, each of which is whole.
 */
export function ingestAttempts(db: Db, attempts: readonly Written[]): void {
  const marks = stored.get(db) ?? new Map<string, string>();
  stored.set(db, marks);
  const changed = attempts.flatMap((written) => changedOf(written, marks));
  let left = changed;
  while (left.length > 0) left = storePieces(db, left);
  // The look at a file came before the reading, so that what was added in between is not taken for stored.
  for (const { path, mark, flush } of changed)
    if (flush) marks.delete(path);
    else marks.set(path, mark);
}

type Changed = Omit<Written, "files"> & { followed: Followed; path: string; mark: string };

function changedOf({ files, ...written }: Written, marks: Map<string, string>): Changed[] {
  return [...files, samples, output].flatMap((followed) => {
    const path = join(written.attempt.directory, followed.file);
    const mark = markOf(path);
    const isNew = mark !== null && (written.flush || marks.get(path) !== mark);
    return isNew ? { ...written, followed, path, mark } : [];
  });
}

/** Stores a piece of each file, those of all together where they are short; answers the files that hold more. */
function storePieces(db: Db, files: readonly Changed[]): Changed[] {
  const left: Changed[] = [];
  let bundle: News[] = [];
  let bytes = 0;
  const store = () => {
    if (bundle.length > 0) db.transaction(() => storeNews(db, bundle));
    bundle = [];
    bytes = 0;
  };
  for (const file of files) {
    const news = readNews(db, file);
    if (news === null) continue;
    bundle.push(news);
    bytes += news.bytes;
    if (news.hasMore) left.push(file);
    if (bytes >= bundleBytes) store();
  }
  store();
  return left;
}

function markOf(path: string): string | null {
  const file = statSync(path, { throwIfNoEntry: false });
  return file === undefined ? null : `${file.ino}:${file.size}:${file.mtimeMs}`;
}

type News = Reading & { file: Changed; cursor: TailCursor; bytes: number; hasMore: boolean };

/** What a file holds beyond its stored position; null when nothing. */
function readNews(db: Db, file: Changed): News | null {
  const before = findCursor(db).get({ attemptId: file.attempt.id, file: file.followed.file }) ?? null;
  const news = readNewLines(file.path, before, file.flush, file.followed.format === "output");
  if (news === null || (before?.offset === news.cursor.offset && before.inode === news.cursor.inode)) return null;
  const { cursor, hasMore } = news;
  const from = before?.inode === cursor.inode && before.offset <= cursor.offset ? before.offset : 0;
  return {
    ...read(file.followed.format, news.lines, file.stage.kind),
    file,
    cursor,
    bytes: cursor.offset - from,
    hasMore,
  };
}

function storeNews(db: Db, bundle: readonly News[]): void {
  for (const { points, progress, peakBytes, file, cursor } of bundle) {
    const { stage, attempt, followed } = file;
    appendPoints(db, { runId: stage.runId, attemptId: attempt.id }, points);
    saveCursor(db).run({ attemptId: attempt.id, file: followed.file, ...cursor });
    if (progress !== null) saveProgress(db).run({ id: stage.id, progress: JSON.stringify(progress) });
    if (peakBytes !== null) raisePeak(db).run({ id: attempt.id, bytes: peakBytes });
  }
  const changes = new Map(bundle.flatMap(changesOf).map((change) => [Object.values(change).join(" "), change]));
  for (const { kind, ...place } of changes.values()) appendEvent(db, kind, place);
}

function changesOf({ points, progress, file }: News): { kind: StreamEventKind; runId: string; stageKey: string }[] {
  const { runId, key: stageKey } = file.stage;
  const kinds: StreamEventKind[] = [
    ...(file.followed.format === "output" ? ["log" as const] : points.length > 0 ? ["metrics" as const] : []),
    ...(progress === null ? [] : ["stage" as const]),
  ];
  return kinds.map((kind) => ({ kind, runId, stageKey }));
}

type Reading = { points: NewPoint[]; progress: Progress | null; peakBytes: number | null };

function read(format: Followed["format"], lines: string[], kind: StageKind): Reading {
  if (format === "samples") return readSamples(lines);
  if (format === "training") return readTraining(lines, traitsOf(kind).isTraining);
  const isByRow = traitsOf(kind).time.startsWith("rows-");
  const told = lines.flatMap((line) => parsePhaseLine(line) ?? (isByRow ? parseProgressBar(line) : null) ?? []);
  return { points: [], progress: told.at(-1) ?? null, peakBytes: null };
}

function readTraining(lines: string[], isTraining: boolean): Reading {
  const atMs = Date.now();
  const parsed = lines.flatMap((line) => parseTrainingLine(line) ?? []);
  const points = parsed.flatMap(({ values, step }) =>
    Object.entries(values).map(([key, value]) => ({ key, step: step ?? 0, atMs, value })),
  );
  const progress = parsed.findLast((line) => line.progress !== null)?.progress ?? null;
  // Soft labels are told of in the same form.
  return { points, progress: progress && { ...progress, phase: isTraining ? progress.phase : null }, peakBytes: null };
}

function readSamples(lines: string[]): Reading {
  const parsed = lines.flatMap((line) => parseSampleLine(line) ?? []);
  const points = parsed.flatMap(({ values, step, atMs }) =>
    Object.entries(values).map(([key, value]) => ({ key, step: step ?? 0, atMs: atMs ?? Date.now(), value })),
  );
  const sizes = points.flatMap(({ key, value }) => (key === "memory/rss_bytes" ? value : []));
  return { points, progress: null, peakBytes: sizes.length > 0 ? Math.max(...sizes) : null };
}

const value = (name: string) => sql.placeholder(name);

const findCursor = prepared((db: Db) =>
  db
    .select({ offset: fileCursors.offset, inode: fileCursors.inode })
    .from(fileCursors)
    .where(and(eq(fileCursors.attemptId, value("attemptId")), eq(fileCursors.file, value("file"))))
    .prepare(),
);
const saveCursor = prepared((db: Db) =>
  db
    .insert(fileCursors)
    .values({ attemptId: value("attemptId"), file: value("file"), offset: value("offset"), inode: value("inode") })
    .onConflictDoUpdate({
      target: [fileCursors.attemptId, fileCursors.file],
      set: { offset: sql`excluded.offset`, inode: sql`excluded.inode` },
    })
    .prepare(),
);
const saveProgress = prepared((db: Db) =>
  db
    .update(stages)
    .set({ progressJson: sql`${value("progress")}` })
    .where(eq(stages.id, value("id")))
    .prepare(),
);
const raisePeak = prepared((db: Db) =>
  db
    .update(attempts)
    .set({ peakMemoryBytes: sql`${value("bytes")}` })
    .where(and(eq(attempts.id, value("id")), lt(sql`coalesce(${attempts.peakMemoryBytes}, 0)`, value("bytes"))))
    .prepare(),
);
