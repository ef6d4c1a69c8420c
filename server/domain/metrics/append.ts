import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../../../db/client";
import { metricPoints, metricSeries } from "../../../db/schema/index";

export type NewPoint = { key: string; step: number; atMs: number; value: number };

type Owner = { runId: string; attemptId: string };

/** Appends points to the series of one attempt, in order. Call it in the transaction that moves the file cursor, so that nothing is stored twice. */
export function appendPoints(db: Pick<Db, "insert" | "select" | "update">, owner: Owner, points: NewPoint[]): void {
  const byKey = new Map<string, NewPoint[]>();
  for (const point of points) {
    const ofKey = byKey.get(point.key);
    if (ofKey === undefined) byKey.set(point.key, [point]);
    else ofKey.push(point);
  }
  for (const [key, ofKey] of byKey) appendSeries(db, owner, key, ofKey);
}

function appendSeries(db: Pick<Db, "insert" | "select" | "update">, owner: Owner, key: string, points: NewPoint[]) {
  const { id, count } = seriesOf(db, owner, key);
  const rows = points.map(({ step, atMs, value }, index) => ({
    seriesId: id,
    ordinal: count + index,
    step,
    atMs: Math.round(atMs),
    value: Number.isFinite(value) ? value : null,
  }));
  // SQLite allows a limited number of bound values in one statement.
  for (let start = 0; start < rows.length; start += 1000) {
    db.insert(metricPoints)
      .values(rows.slice(start, start + 1000))
      .run();
  }
  const finite = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const low = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  db.update(metricSeries)
    .set({
      count: count + rows.length,
      lastValue: rows.at(-1)?.value ?? null,
      ...(finite.length > 0 && {
        minValue: sql`min(coalesce(${metricSeries.minValue}, ${low}), ${low})`,
        maxValue: sql`max(coalesce(${metricSeries.maxValue}, ${high}), ${high})`,
      }),
    })
    .where(eq(metricSeries.id, id))
    .run();
}

function seriesOf(db: Pick<Db, "insert" | "select">, { runId, attemptId }: Owner, key: string) {
  const found = db
    .select({ id: metricSeries.id, count: metricSeries.count })
    .from(metricSeries)
    .where(and(eq(metricSeries.attemptId, attemptId), eq(metricSeries.key, key)))
    .get();
  if (found) return found;
  const { lastInsertRowid } = db.insert(metricSeries).values({ runId, attemptId, key, count: 0 }).run();
  return { id: Number(lastInsertRowid), count: 0 };
}
