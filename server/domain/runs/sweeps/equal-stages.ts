import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { runs, type StageRow, stages } from "../../../../db/schema/index";
import { failureTraitsOf } from "../../../contract/failures";
import { message } from "../../../contract/message";
import type { Exit } from "../../../contract/stage";
import { appendEvent } from "../../pipeline/events/append";
import { refreshRun } from "../../pipeline/runs/refresh";
import { reset } from "../../pipeline/stages/reset";

/** Lets the stages of other trials that wait to make the same fail with one that failed, instead of each failing anew; call it in the transaction that stores the failure. */
export function failEqualStages(tx: Tx, stage: StageRow, exit: Exit, now: number): void {
  // What may go well in another run a moment later.
  if (exit.reason !== null && failureTraitsOf(exit.reason).isPassing) return;
  const number = tx.select({ number: runs.number }).from(runs).where(eq(runs.id, stage.runId)).get()?.number;
  const same: Exit = {
    ...exit,
    reason: "same-failed",
    message: message("exits.same-failed", { number: String(number), reason: exit.message }),
    suggestion: message("exits.same-failed-next"),
  };
  const set = { status: "failed" as const, exitJson: JSON.stringify(same), startedAt: now, endedAt: now };
  const waiting = listEqual(tx, stage, "ready");
  for (const { id } of waiting) tx.update(stages).set(set).where(eq(stages.id, id)).run();
  noteChanges(tx, waiting);
}

/** Lets the failed stages of other trials go on once an equal one has succeeded, whose result they then use; call it in the transaction that stores the success. */
export function reviveEqualStages(tx: Tx, stage: StageRow): void {
  const failed = listEqual(tx, stage, "failed");
  reset(
    tx,
    failed.map(({ id }) => id),
  );
  noteChanges(tx, failed);
}

type Equal = Pick<StageRow, "id" | "runId" | "key">;

function listEqual(tx: Tx, stage: StageRow, status: "ready" | "failed"): Equal[] {
  const sweepId =
    tx.select({ sweepId: runs.sweepId }).from(runs).where(eq(runs.id, stage.runId)).get()?.sweepId ?? null;
  if (sweepId === null || stage.cacheKey === null) return [];
  return tx
    .select({ id: stages.id, runId: stages.runId, key: stages.key })
    .from(stages)
    .innerJoin(runs, eq(stages.runId, runs.id))
    .where(
      and(
        eq(runs.sweepId, sweepId),
        eq(stages.cacheKey, stage.cacheKey),
        eq(stages.status, status),
        ne(stages.id, stage.id),
      ),
    )
    .all();
}

function noteChanges(tx: Tx, equal: readonly Equal[]): void {
  for (const { runId, key } of equal) {
    appendEvent(tx, "stage", { runId, stageKey: key });
    refreshRun(tx, runId);
  }
}
