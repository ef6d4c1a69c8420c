import { and, eq, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { metricPoints, metricSeries } from "../../../../db/schema/index";

export type NewPoint = { key: string; step: number; atMs: number; value: number };

type Tx = Pick<Db, "insert" | "select" | "update">;
type Owner = { runId: string; attemptId: string };

const value = (name: string): Placeholder => sql.placeholder(name);
const set = (name: string): SQL<number> => sql<number>`${value(name)}`;

const findSeries = prepared((db: Tx) =>
  db
    .select({ id: metricSeries.id, count: metricSeries.count })
    .from(metricSeries)
    .where(and(eq(metricSeries.attemptId, value("attemptId")), eq(metricSeries.key, value("key"))))
    .prepare(),
);
const insertSeries = prepared((db: Tx) =>
  db
    .insert(metricSeries)
    .values({ runId: value("runId"), attemptId: value("attemptId"), key: value("key"), count: 0 })
    .prepare(),
);
const insertPoint = prepared((db: Tx) =>
  db
    .insert(metricPoints)
    .values({
      seriesId: value("seriesId"),
      ordinal: value("ordinal"),
      step: value("step"),
      atMs: value("atMs"),
      value: value("value"),
    })
    .prepare(),
);
// Both are null where no value was finite, which leaves the extremes as they are.
const raiseSeries = prepared((db: Tx) =>
  db
    .update(metricSeries)
    .set({
      count: set("count"),
      lastValue: set("last"),
      minValue: sql`min(coalesce(${metricSeries.minValue}, ${value("low")}), coalesce(${value("low")}, ${metricSeries.minValue}))`,
      maxValue: sql`max(coalesce(${metricSeries.maxValue}, ${value("high")}), coalesce(${value("high")}, ${metricSeries.maxValue}))`,
    })
    .where(eq(metricSeries.id, value("id")))
    .prepare(),
);

/** Appends points to the series of one attempt, in order. Call it in the transaction that moves the file cursor, so that nothing is stored twice. */
export function appendPoints(db: Tx, owner: Owner, points: NewPoint[]): void {
  const byKey = new Map<string, NewPoint[]>();
  for (const point of points) {
    const ofKey = byKey.get(point.key);
    if (ofKey === undefined) byKey.set(point.key, [point]);
    else ofKey.push(point);
  }
  for (const [key, ofKey] of byKey) appendSeries(db, owner, key, ofKey);
}

function appendSeries(db: Tx, owner: Owner, key: string, points: NewPoint[]): void {
  const { id, count } = seriesOf(db, owner, key);
  const insert = insertPoint(db);
  let [low, high]: (number | null)[] = [null, null];
  points.forEach(({ step, atMs, value }, index) => {
    const stored = Number.isFinite(value) ? value : null;
    insert.run({ seriesId: id, ordinal: count + index, step, atMs: Math.round(atMs), value: stored });
    if (stored === null) return;
    low = Math.min(low ?? stored, stored);
    high = Math.max(high ?? stored, stored);
  });
  const last = points.at(-1)?.value ?? null;
  raiseSeries(db).run({ id, count: count + points.length, last: Number.isFinite(last) ? last : null, low, high });
}

function seriesOf(db: Tx, { runId, attemptId }: Owner, key: string): { id: number; count: number } {
  const found = findSeries(db).get({ attemptId, key });
  if (found) return found;
  const { lastInsertRowid } = insertSeries(db).run({ runId, attemptId, key });
  return { id: Number(lastInsertRowid), count: 0 };
}
