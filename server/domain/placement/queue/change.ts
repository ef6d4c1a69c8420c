import { eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "../../../../db/client";
import { type RunRow, runs } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { statusSaid } from "../../../contract/status-said";
import { appendEvent } from "../../pipeline/events/append";
import { requireRun } from "../../pipeline/runs/get-row";
import { listRunIdsOf } from "./list";

/** Changes how early the stages of a run start (-100 to 100, higher is earlier); what runs goes on. A place given by a person is dropped. */
export function setPriority(db: Db, { runId, priority }: { runId: string; priority: number }): void {
  if (!Number.isInteger(priority) || Math.abs(priority) > 100)
    throw new AppError("invalid-input", message("control.priority"), { field: "priority" });
  change(db, runId, { priority, queuePosition: null });
}

/** Keeps the stages of a run that have not begun from starting; what runs goes on. */
export function holdRun(db: Db, runId: string): void {
  change(db, runId, { heldAt: Date.now() });
}

/** Lets the stages of a held run start again. */
export function releaseRun(db: Db, runId: string): void {
  change(db, runId, { heldAt: null });
}

/**
 * Puts a queued run before `beforeRunId`, or last of its priority with null. The order down to its new place is then the
 * person's and no longer follows from fairness. Throws `conflict` for runs that are not queued or differ in priority.
 */
export function moveRun(db: Db, { runId, beforeRunId }: { runId: string; beforeRunId: string | null }): void {
  db.transaction((tx) => {
    const run = requireActive(tx, runId);
    const before = listRunIdsOf(tx, run.priority);
    if (!before.includes(runId))
      throw new AppError("conflict", message("control.not-waiting"), {
        suggestion: message("control.not-waiting-next"),
      });
    const after = before.filter((id) => id !== runId);
    const place = beforeRunId === null ? after.length : after.indexOf(beforeRunId);
    if (place < 0)
      throw new AppError("conflict", message("control.other-left"), {
        suggestion: message("control.other-left-next"),
      });
    after.splice(place, 0, runId);
    const placed = new Set(placedAmong(tx, before));
    const last = after.findLastIndex((id) => id === runId || placed.has(id));
    for (const [index, id] of after.slice(0, last + 1).entries())
      tx.update(runs)
        .set({ queuePosition: index + 1 })
        .where(eq(runs.id, id))
        .run();
    appendEvent(tx, "run", { runId });
  });
}

function placedAmong(tx: Tx, runIds: string[]): string[] {
  const rows = tx.select().from(runs).where(inArray(runs.id, runIds)).all();
  return rows.filter(({ queuePosition }) => queuePosition !== null).map(({ id }) => id);
}

function change(db: Db, runId: string, set: Partial<Pick<RunRow, "priority" | "heldAt" | "queuePosition">>): void {
  db.transaction((tx) => {
    requireActive(tx, runId);
    tx.update(runs).set(set).where(eq(runs.id, runId)).run();
    appendEvent(tx, "run", { runId });
  });
}

function requireActive(tx: Tx, runId: string): RunRow {
  const run = requireRun(tx, runId);
  if (["queued", "running", "stopping"].includes(run.status)) return run;
  throw new AppError("conflict", message("control.has-ended", { status: statusSaid(run.status) }), {
    suggestion: message("control.retry-or-clone-next"),
  });
}
