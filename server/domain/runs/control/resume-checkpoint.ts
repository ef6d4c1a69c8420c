import { eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { type StageRow, stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { isStageEnded, stageStatusSchema } from "../../../contract/stage";
import { traitsOf } from "../../../contract/stage-kinds";
import { statusSaid } from "../../../contract/status-said";
import { appendEvent } from "../../pipeline/events/append";
import { overrideEarlyStop } from "../../pipeline/runs/early-stop";
import { refreshRun } from "../../pipeline/runs/refresh";
import { checkpointsOfStage, type FoundCheckpoint } from "../../pipeline/stages/checkpoints";
import { dependsOnOf, pipelineOf } from "../../pipeline/stages/pipeline";
import { reset } from "../../pipeline/stages/reset";
import { keepReused } from "../../results/evaluations/keep-reused";
import { requireOwn } from "./end-and-retry";

export type CheckpointWish = { runId: string; stageKey?: string; step: number; attempt?: number | null };

/**
 * Queues an ended training for another attempt that goes on from a chosen checkpoint, of the latest attempt that has it
 * where none is named, and queues every stage that uses its model again. Earlier attempts stay. Throws `conflict` while
 * something of it runs, `not-found` when the checkpoint is not on disk.
 */
export function resumeFromCheckpoint(db: Db, { runId, stageKey, step, attempt = null }: CheckpointWish): void {
  db.transaction((tx) => {
    requireOwn(tx, runId);
    const rows = pipelineOf(tx, runId);
    const stage = rows.find(({ key, kind }) => (stageKey === undefined ? traitsOf(kind).isTraining : key === stageKey));
    if (stage === undefined)
      throw new AppError("not-found", message("control.no-stage", { stage: stageKey ?? "distill" }));
    if (!traitsOf(stage.kind).isTraining)
      throw new AppError("invalid-input", message("control.no-checkpoints", { stage: stage.key }), {
        field: "stageKey",
        suggestion: message("control.no-checkpoints-next"),
      });
    const later = dependentsOf(stage.key, rows);
    const busy = [stage, ...later].find(({ status, retryAt }) => !mayBegin(status, retryAt));
    if (busy !== undefined)
      throw new AppError("conflict", message("control.busy", { stage: busy.key, status: statusSaid(busy.status) }), {
        suggestion: message("control.busy-next"),
      });
    const { path } = chooseCheckpoint(checkpointsOfStage(tx, stage), step, attempt);
    const cancelled = rows.filter((row) => row.status === "cancelled");
    const again = new Set([stage, ...later, ...cancelled].map(({ id }) => id));
    keepReused(tx, [...again]);
    reset(tx, [...again]);
    overrideEarlyStop(tx, runId);
    tx.update(stages).set({ resumeFrom: path }).where(eq(stages.id, stage.id)).run();
    appendEvent(tx, "stage", { runId, stageKey: stage.key });
    refreshRun(tx, runId);
  });
}

/** The checkpoint of `step`, of the latest attempt that has one; throws `not-found` with the ones that are there. Pure. */
export function chooseCheckpoint(found: FoundCheckpoint[], step: number, attempt: number | null): FoundCheckpoint {
  const chosen = found.findLast((entry) => entry.step === step && (attempt === null || entry.attempt === attempt));
  if (chosen !== undefined) return chosen;
  const there = found.map((entry) => `${entry.step} (attempt ${entry.attempt})`);
  throw new AppError(
    "not-found",
    message("control.no-checkpoint", { step: String(step), attempt: attempt === null ? "none" : String(attempt) }),
    {
      field: "step",
      suggestion:
        there.length > 0
          ? message("control.choose-one-next", { choices: there.join(", ") })
          : message("control.train-anew-next"),
    },
  );
}

function dependentsOf(key: string, rows: StageRow[]): StageRow[] {
  const reached = new Set([key]);
  // Stages stand after those that they depend on.
  return rows.filter((row) => {
    const isReached = dependsOnOf(row).some((before) => reached.has(before));
    if (isReached) reached.add(row.key);
    return isReached;
  });
}

function mayBegin(status: string, retryAt: number | null): boolean {
  return isStageEnded(stageStatusSchema.parse(status)) || retryAt !== null || status === "waiting";
}
