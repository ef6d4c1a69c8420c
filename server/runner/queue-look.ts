import { performance } from "node:perf_hooks";
import { inArray } from "drizzle-orm";
import type { Db } from "../../db/client";
import { prepared } from "../../db/prepared";
import { attempts } from "../../db/schema/index";
import type { LookFacts, Memory } from "./memory";

/** Times, GPUs and clusters change without a commit of others, and attempts write about once a second. */
const longestMs = 1_000;
/** So long after an attempt began or ended others may follow at once, and people watch for its first lines. */
const busyMs = 10_000;

/**
 * True when the attempts on this host may have something to tell: all the time while one has lately begun or ended, else
 * when another process committed, as one that asks for a stop does, or a second has passed.
 */
export function isAttemptLookDue(db: Db, { attemptLook }: Memory): boolean {
  if (attemptLook === null || performance.now() - attemptLook.changedAtMs < busyMs) return true;
  return isOld(db, attemptLook);
}

/** Notes a look at the attempts that begins now. */
export function noteAttemptLook(db: Db, memory: Memory): void {
  const facts = lookFacts(db);
  const isSame = memory.attemptLook?.activeIds === facts.activeIds;
  memory.attemptLook = { ...facts, changedAtMs: isSame ? (memory.attemptLook?.changedAtMs ?? 0) : facts.atMs };
}

/** True when something may be ready that was not at the last look: another process committed, an attempt began or ended, or a second has passed. */
export function isQueueDue(db: Db, { queueLook }: Memory): boolean {
  return queueLook === null || isOld(db, queueLook);
}

function isOld(db: Db, { atMs, foreignCommits: commits, activeIds: ids }: LookFacts): boolean {
  if (performance.now() - atMs >= longestMs) return true;
  return commits !== foreignCommits(db) || ids !== activeIds(db);
}

/** Notes a look that begins now; the answer tells whether this process has written anything since. */
export function watchQueue(db: Db, memory: Memory): () => boolean {
  memory.queueLook = lookFacts(db);
  const before = ownChanges(db);
  return () => ownChanges(db) !== before;
}

function lookFacts(db: Db): LookFacts {
  return { atMs: performance.now(), foreignCommits: foreignCommits(db), activeIds: activeIds(db) };
}

/** A number that others' commits change and own ones do not. */
function foreignCommits(db: Db): unknown {
  return db.$client.pragma("data_version", { simple: true });
}

function ownChanges(db: Db): unknown {
  return db.$client.prepare("SELECT total_changes()").pluck().get();
}

const listActiveIds = prepared((db: Db) =>
  db
    .select({ id: attempts.id })
    .from(attempts)
    .where(inArray(attempts.status, ["starting", "running", "stopping"]))
    .prepare(),
);

function activeIds(db: Db): string {
  const rows = listActiveIds(db).all();
  return rows.map(({ id }) => id).join();
}
