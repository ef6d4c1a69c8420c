import type { Db } from "../../../../db/client";
import { withLockWait } from "../../../../db/lock-wait";
import { passingProblemOf } from "../../../contract/storage-error";
import { appendEvent } from "../../pipeline/events/append";
import { findRow, markOutdated, storeFacts } from "./facts";

const batchSize = 50;
const shortWaitMs = 250;

const begun = new WeakSet<Db>();
const atWork = new WeakSet<Db>();

/**
 * Makes the facts of runs that have changed. Only the newest of many are made at once, as after a migration; the others
 * follow without holding other requests up, and open pages hear of it. Where the database cannot be written just now,
 * the facts stay as they were.
 */
export function refreshFacts(db: Db): void {
  if (!begun.has(db)) {
    begun.add(db);
    if (!attempt(db, () => markOutdated(db))) begun.delete(db);
  }
  const stale = listStale(db);
  if (stale.length === 0 || !attempt(db, () => makeFacts(db, stale))) return;
  if (stale.length === batchSize && !atWork.has(db)) goOn(db);
}

function goOn(db: Db): void {
  atWork.add(db);
  const step = () => {
    if (!db.$client.open) return;
    const stale = listStale(db);
    if (stale.length > 0 && attempt(db, () => makeFacts(db, stale))) setTimeout(step, 20);
    else {
      atWork.delete(db);
      attempt(db, () => appendEvent(db, "run"));
    }
  };
  setTimeout(step, 20);
}

function listStale(db: Db): string[] {
  return db.$client
    .prepare<[], string>(`SELECT run_id FROM run_facts WHERE is_stale = 1 ORDER BY number DESC LIMIT ${batchSize}`)
    .pluck()
    .all();
}

function makeFacts(db: Db, runIds: string[]): void {
  db.transaction(() => {
    for (const runId of runIds) {
      const row = findRow(db, runId);
      if (row !== undefined) storeFacts(db, row);
    }
  });
}

/** Writes without waiting long for another writer; false where it could not. */
function attempt(db: Db, write: () => void): boolean {
  try {
    withLockWait(db.$client, shortWaitMs, write);
    return true;
  } catch (error) {
    if (passingProblemOf(error, () => false) === null) throw error;
    return false;
  }
}
