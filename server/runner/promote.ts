import { eq } from "drizzle-orm";
import { type StageRow, stages } from "../../db/schema/index";
import { isStageDone, stageStatusSchema } from "../contract/stage";
import { appendEvent } from "../domain/events/append";
import { dependsOnOf, pipelineOf, refreshRun } from "../domain/runs/refresh";
import type { Services } from "../domain/services";
import { cacheKeyOf, findCached } from "../domain/stages/cache";
import { loadWork } from "./context";

/** Moves every waiting stage whose inputs are there to `ready`, or to `cached` when an equal stage has already succeeded. */
export function promoteStages(services: Services): void {
  const waiting = services.db.select().from(stages).where(eq(stages.status, "waiting")).all();
  for (const stage of waiting) {
    const siblings = pipelineOf(services.db, stage.runId);
    const isReady = dependsOnOf(stage).every((key) => isDone(siblings.find((row) => row.key === key)));
    if (isReady) promote(services, stage);
  }
}

function isDone(row: StageRow | undefined): boolean {
  return row !== undefined && isStageDone(stageStatusSchema.parse(row.status));
}

function promote(services: Services, stage: StageRow): void {
  const { spec, context } = loadWork(services, stage);
  const cacheKey = cacheKeyOf(services.db, spec, context);
  const sourceId = cacheKey === null ? null : findCached(services.db, cacheKey);
  const now = Date.now();
  services.db.transaction((tx) => {
    const set =
      sourceId === null
        ? { status: "ready", cacheKey }
        : { status: "cached", cacheKey, cachedFromStageId: sourceId, startedAt: now, endedAt: now };
    tx.update(stages).set(set).where(eq(stages.id, stage.id)).run();
    appendEvent(tx, "stage", { runId: stage.runId, stageKey: stage.key });
    refreshRun(tx, stage.runId);
  });
}
