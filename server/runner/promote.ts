import { and, eq, isNull, lte, or } from "drizzle-orm";
import { type StageRow, stages } from "../../db/schema/index";
import { type Exit, isStageDone, stageStatusSchema } from "../contract/stage";
import { appendEvent } from "../domain/events/append";
import { isOverridden, judgeGate } from "../domain/preflight/quantize-gate";
import { dependsOnOf, pipelineOf, refreshRun, type Tx } from "../domain/runs/refresh";
import type { Services } from "../domain/services";
import { cacheKeyOf, findCached, listMadeElsewhere } from "../domain/stages/cache";
import { loadWork } from "./context";

/** Moves every waiting stage whose inputs are there to `ready`, or to `cached` when an equal stage has already succeeded; a lost one when its time for another try has come. A ready one becomes `cached` when an equal stage succeeds before its turn. */
export function promoteStages(services: Services, now = Date.now()): void {
  for (const { stage, sourceId } of listMadeElsewhere(services.db))
    services.db.transaction((tx) => reuse(tx, stage, sourceId, now));
  const isDue = or(isNull(stages.retryAt), lte(stages.retryAt, now));
  const waiting = services.db
    .select()
    .from(stages)
    .where(and(eq(stages.status, "waiting"), isDue))
    .all();
  for (const stage of waiting) {
    const siblings = pipelineOf(services.db, stage.runId);
    const isReady = dependsOnOf(stage).every((key) => isDone(siblings.find((row) => row.key === key)));
    if (isReady) promote(services, stage);
  }
}

function isDone(row: StageRow | undefined): boolean {
  return row !== undefined && isStageDone(stageStatusSchema.parse(row.status));
}

const reused = { status: "cached", requested: null, retryAt: null, exitJson: null };

function promote(services: Services, stage: StageRow): void {
  const { spec, context, recipe } = loadWork(services, stage);
  // One that was lost has passed already.
  const isGated = stage.kind === "quantize" && stage.retryAt === null && !isOverridden(stage);
  const held = isGated ? judgeGate(services, stage.runId, recipe) : null;
  if (held !== null) {
    hold(services, stage, held);
    return;
  }
  const cacheKey = cacheKeyOf(services.db, spec, context);
  // Who chose a checkpoint wants it to be gone on from, whatever an equal stage has made.
  const isReusable = cacheKey !== null && stage.resumeFrom === null;
  const sourceId = isReusable ? findCached(services.db, cacheKey) : null;
  services.db.transaction((tx) => {
    const set = { status: "ready", requested: null, retryAt: null, cacheKey };
    tx.update(stages).set(set).where(eq(stages.id, stage.id)).run();
    if (sourceId !== null) reuse(tx, stage, sourceId, Date.now());
    else noteChange(tx, stage);
  });
}

function reuse(tx: Tx, stage: StageRow, cachedFromStageId: string, now: number): void {
  tx.update(stages)
    .set({ ...reused, cachedFromStageId, startedAt: now, endedAt: now })
    .where(and(eq(stages.id, stage.id), eq(stages.status, "ready")))
    .run();
  noteChange(tx, stage);
}

function noteChange(tx: Tx, { runId, key }: StageRow): void {
  appendEvent(tx, "stage", { runId, stageKey: key });
  refreshRun(tx, runId);
}

/** Ends a stage before it began: a person may quantise all the same, by retrying it. */
function hold({ db }: Services, stage: StageRow, message: string): void {
  const exit: Exit = {
    outcome: "failed",
    reason: "not-settled",
    exitCode: null,
    signal: null,
    logTail: [],
    message,
    suggestion: "Train longer and clone, or retry this stage to quantise all the same",
  };
  const now = Date.now();
  db.transaction((tx) => {
    tx.update(stages)
      .set({ status: "failed", exitJson: JSON.stringify(exit), startedAt: now, endedAt: now })
      .where(eq(stages.id, stage.id))
      .run();
    noteChange(tx, stage);
  });
}
