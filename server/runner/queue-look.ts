import { performance } from "node:perf_hooks";
import { inArray } from "drizzle-orm";
import type { Db } from "../../db/client";
import { prepared } from "../../db/prepared";
import { attempts } from "../../db/schema/index";
import type { Memory } from "./memory";

/** Times, GPUs and clusters change without a commit of others. */
const longestMs = 1_000;

/** True when something may be ready that was not at the last look: another process committed, an attempt began or ended, or a second has passed. */
export function isQueueDue(db: Db, { queueLook }: Memory): boolean {
  if (queueLook === null || performance.now() - queueLook.atMs >= longestMs) return true;
  return queueLook.foreignCommits !== foreignCommits(db) || queueLook.activeIds !== activeIds(db);
}

/** Notes a look that begins now; the answer tells whether this process has written anything since. */
export function watchQueue(db: Db, memory: Memory): () => boolean {
  memory.queueLook = { atMs: performance.now(), foreignCommits: foreignCommits(db), activeIds: activeIds(db) };
  const before = ownChanges(db);
  return () => ownChanges(db) !== before;
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
