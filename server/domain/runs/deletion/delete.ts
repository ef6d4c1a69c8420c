import { eq, inArray } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import {
  artifacts,
  attempts,
  evaluationItems,
  evaluations,
  experiments,
  exports,
  fileCursors,
  imports,
  metricPoints,
  metricSeries,
  type RunRow,
  removals,
  runs,
  stages,
  sweeps,
} from "../../../../db/schema/index";
import { appendEvent } from "../../pipeline/events/append";
import type { Services } from "../../services";
import { finishRemovals } from "./files";
import { judge } from "./look";
import { takeOutOfShares } from "./share-runs";

/**
 * Deletes those of these runs that may go, for good: their rows, and after them their files. Which folders are to be
 * removed is stored with what makes them nobody's, so that a process that dies in between leaves nothing behind that the
 * next one would not remove. Returns the ids of what was deleted.
 */
export async function deleteRuns(services: Services, runIds: readonly string[]): Promise<string[]> {
  const deleted = services.db.transaction((tx) => {
    const { going } = judge(tx, runIds);
    for (const run of going) deleteRows(tx, run);
    return going.map(({ id }) => id);
  });
  await finishRemovals(services);
  return deleted;
}

function deleteRows(tx: Tx, { id, sweepId, experimentId }: RunRow): void {
  tx.insert(removals).values({ path: id, requestedAt: Date.now() }).onConflictDoNothing().run();
  const ownStages = tx.select({ id: stages.id }).from(stages).where(eq(stages.runId, id));
  const ownAttempts = tx.select({ id: attempts.id }).from(attempts).where(inArray(attempts.stageId, ownStages));
  const ownSeries = tx.select({ id: metricSeries.id }).from(metricSeries).where(eq(metricSeries.runId, id));
  tx.delete(metricPoints).where(inArray(metricPoints.seriesId, ownSeries)).run();
  tx.delete(metricSeries).where(eq(metricSeries.runId, id)).run();
  tx.delete(fileCursors).where(inArray(fileCursors.attemptId, ownAttempts)).run();
  for (const table of [artifacts, evaluations, evaluationItems, exports, attempts])
    tx.delete(table).where(inArray(table.stageId, ownStages)).run();
  tx.delete(stages).where(eq(stages.runId, id)).run();
  tx.delete(imports).where(eq(imports.runId, id)).run();
  takeOutOfShares(tx, id);
  tx.update(runs).set({ parentRunId: null }).where(eq(runs.parentRunId, id)).run();
  tx.delete(runs).where(eq(runs.id, id)).run();
  if (sweepId !== null && isGone(tx, eq(runs.sweepId, sweepId))) tx.delete(sweeps).where(eq(sweeps.id, sweepId)).run();
  if (isGone(tx, eq(runs.experimentId, experimentId)) && isGoneOf(tx, experimentId))
    tx.delete(experiments).where(eq(experiments.id, experimentId)).run();
  appendEvent(tx, "run", { runId: id });
}

function isGone(tx: Tx, condition: ReturnType<typeof eq>): boolean {
  return tx.select({ id: runs.id }).from(runs).where(condition).get() === undefined;
}

function isGoneOf(tx: Tx, experimentId: string): boolean {
  return tx.select({ id: sweeps.id }).from(sweeps).where(eq(sweeps.experimentId, experimentId)).get() === undefined;
}
