import { asc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "../../../../db/client";
import { metricSeries } from "../../../../db/schema/index";
import type { metricSummarySchema } from "../../../contract/metric";

type MetricSummary = z.infer<typeof metricSummarySchema>;

/** Count, last, minimum and maximum of every metric key of a run, over all attempts. */
export function summarizeMetrics(db: Db, runId: string): MetricSummary[] {
  const rows = db.select().from(metricSeries).where(eq(metricSeries.runId, runId)).orderBy(asc(metricSeries.id)).all();
  const byKey = new Map<string, MetricSummary>();
  for (const row of rows) {
    const before = byKey.get(row.key);
    byKey.set(row.key, {
      key: row.key,
      count: row.count + (before?.count ?? 0),
      last: row.lastValue,
      min: pick(Math.min, row.minValue, before?.min),
      max: pick(Math.max, row.maxValue, before?.max),
    });
  }
  return [...byKey.values()].sort((a, b) => a.key.localeCompare(b.key));
}

function pick(choose: (a: number, b: number) => number, a: number | null, b: number | null | undefined): number | null {
  if (a === null || b === null || b === undefined) return a ?? b ?? null;
  return choose(a, b);
}
