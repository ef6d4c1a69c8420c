import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { attempts, metricSeries, stages } from "../../../../db/schema/index";
import type { MetricPoint, MetricSeries } from "../../../contract/metric";
import { traitsOf } from "../../../contract/stage-kinds";
import { reusedUntil } from "../../pipeline/stages/reused";
import { decimate } from "./decimate";

type Query = { runIds: string[]; keys: string[] | null; points: number };

/** The series of runs, those of reused stages included under the run that reuses them, each thinned to at most `points`. */
export function listSeries(db: Db, { runIds, keys, points }: Query): MetricSeries[] {
  return runIds.flatMap((runId) =>
    seriesOfRun(db, runId, keys).map((row) => ({ ...row, ...readPoints(db, row.id, points) })),
  );
}

/** Finite values of a run's training loss, latest attempt first in line, thinned to `limit`. */
export function lossSparkline(db: Db, runId: string, limit: number): number[] {
  const losses = seriesOfRun(db, runId, ["loss"]).filter(({ stageKind }) => traitsOf(stageKind).isTraining);
  const series = losses.at(-1);
  if (series === undefined) return [];
  return readPoints(db, series.id, limit).points.flatMap(([, , value]) => (value === null ? [] : [value]));
}

function seriesOfRun(db: Db, runId: string, keys: string[] | null) {
  const own = db.select().from(stages).where(eq(stages.runId, runId)).orderBy(asc(stages.position)).all();
  return own.flatMap((stage) =>
    db
      .select({ id: metricSeries.id, key: metricSeries.key, total: metricSeries.count, attempt: attempts.number })
      .from(metricSeries)
      .innerJoin(attempts, eq(metricSeries.attemptId, attempts.id))
      .where(
        and(
          eq(attempts.stageId, stage.cachedFromStageId ?? stage.id),
          reusedUntil(stage, attempts.startedAt),
          keys === null ? undefined : inArray(metricSeries.key, keys),
        ),
      )
      .orderBy(asc(attempts.number), asc(metricSeries.key))
      .all()
      .map((row) => ({ ...row, runId, stageKey: stage.key, stageKind: stage.kind, subject: stage.subject })),
  );
}

function readPoints(db: Db, seriesId: number, limit: number) {
  // Rows as plain arrays: for 100,000 points the objects would cost more than the query.
  const all = db.$client
    .prepare<[number], MetricPoint>("SELECT step, at_ms, value FROM metric_points WHERE series_id = ? ORDER BY ordinal")
    .raw()
    .all(seriesId);
  const points = decimate(all, limit);
  return { points, decimated: points.length < all.length };
}
