import { and, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "../../../../db/client";
import { stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { statusSaid } from "../../../contract/status-said";
import { appendEvent } from "../../pipeline/events/append";
import { overrideEarlyStop } from "../../pipeline/runs/early-stop";
import { requireRun } from "../../pipeline/runs/get-row";
import { isImported } from "../../pipeline/runs/imported";
import { refreshRun } from "../../pipeline/runs/refresh";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { reset } from "../../pipeline/stages/reset";
import { parseExit } from "../../pipeline/stages/rows";
import { endImport } from "../imports/end";
import { unfollowedExit } from "../imports/ending";

/** Asks for a checkpoint and then the end of what runs; stages that wait are cancelled. The runner carries it out. */
export function stopRun(db: Db, runId: string): void {
  requestEnd(db, runId, "stop");
}

/** Asks for the end of what runs at once, saving nothing; stages that wait are cancelled. */
export function cancelRun(db: Db, runId: string): void {
  requestEnd(db, runId, "cancel");
}

function requestEnd(db: Db, runId: string, wish: "stop" | "cancel"): void {
  db.transaction((tx) => {
    const { status } = requireRun(tx, runId);
    if (!["queued", "running", "stopping"].includes(status))
      throw new AppError("conflict", message("control.has-ended", { status: statusSaid(status) }), {
        suggestion: message("control.retry-or-clone-next"),
      });
    if (isImported(tx, runId)) {
      endImport(tx, runId, unfollowedExit());
      return;
    }
    const ofRun = eq(stages.runId, runId);
    const ids = pipelineOf(tx, runId).map(({ id }) => id);
    tx.update(stages)
      .set({ status: "cancelled", endedAt: Date.now(), retryAt: null })
      .where(and(ofRun, inArray(stages.id, ids), inArray(stages.status, ["waiting", "ready"])))
      .run();
    tx.update(stages)
      .set({ status: "stopping", requested: wish })
      .where(and(ofRun, inArray(stages.id, ids), inArray(stages.status, ["starting", "running", "stopping"])))
      .run();
    refreshRun(tx, runId);
  });
}

/** Queues a stage that failed, was stopped, cancelled or lost for another attempt, with all that was cancelled or blocked after it; one that is going to be tried again by itself is tried at once. A quantisation that was held back is made all the same. */
export function retryStage(db: Db, { runId, stageKey }: { runId: string; stageKey: string }): void {
  db.transaction((tx) => {
    requireOwn(tx, runId);
    const rows = pipelineOf(tx, runId);
    const row = rows.find(({ key }) => key === stageKey);
    if (row === undefined) throw new AppError("not-found", message("control.no-stage", { stage: stageKey }));
    if (!["failed", "cancelled", "lost"].includes(row.status) && row.retryAt === null)
      throw new AppError(
        "conflict",
        message("control.not-retriable", { stage: stageKey, status: statusSaid(row.status) }),
        {
          suggestion: message("control.not-retriable-next"),
        },
      );
    const again = rows.filter(({ key, status }) => key === stageKey || (status === "cancelled" && key !== stageKey));
    reset(
      tx,
      again.map(({ id }) => id),
    );
    overrideEarlyStop(tx, runId);
    if (parseExit(row.exitJson)?.reason === "not-settled")
      tx.update(stages).set({ requested: "override" }).where(eq(stages.id, row.id)).run();
    appendEvent(tx, "stage", { runId, stageKey });
    refreshRun(tx, runId);
  });
}

/** Queues every stage of an ended run that did not succeed for another attempt; a stopped training goes on from its checkpoint. */
export function resumeRun(db: Db, runId: string): void {
  db.transaction((tx) => {
    requireOwn(tx, runId);
    const again = pipelineOf(tx, runId).filter(({ status }) =>
      ["failed", "cancelled", "lost", "blocked"].includes(status),
    );
    if (again.length === 0)
      throw new AppError("conflict", message("control.nothing-to-go-on"), {
        suggestion: message("control.nothing-to-go-on-next"),
      });
    reset(
      tx,
      again.map(({ id }) => id),
    );
    overrideEarlyStop(tx, runId);
    refreshRun(tx, runId);
  });
}

/** Throws `conflict` for a run whose training Stillroom did not start. */
export function requireOwn(tx: Tx, runId: string): void {
  requireRun(tx, runId);
  if (isImported(tx, runId))
    throw new AppError("conflict", message("control.imported"), {
      suggestion: message("control.imported-next"),
    });
}
