import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { attempts, metricSeries, type StageRow } from "../../../../db/schema/index";
import { reusedUntil } from "../../pipeline/stages/reused";

/** The latest value of each key that a stage's latest attempt wrote; a reused stage has those of the stage that it reuses. */
export function lastValuesOf(db: Db, stage: StageRow, keys: string[]): Map<string, number> {
  const rows = db
    .select({ key: metricSeries.key, value: metricSeries.lastValue })
    .from(metricSeries)
    .innerJoin(attempts, eq(metricSeries.attemptId, attempts.id))
    .where(
      and(
        eq(attempts.stageId, stage.cachedFromStageId ?? stage.id),
        reusedUntil(stage, attempts.startedAt),
        inArray(metricSeries.key, keys),
      ),
    )
    .orderBy(asc(attempts.number))
    .all();
  return new Map(rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])));
}
