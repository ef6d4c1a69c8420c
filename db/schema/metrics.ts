import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const metricSeries = sqliteTable(
  "metric_series",
  {
    id: integer().primaryKey(),
    runId: text().notNull(),
    attemptId: text().notNull(),
    key: text().notNull(),
    count: integer().notNull(),
    lastValue: real(),
    minValue: real(),
    maxValue: real(),
  },
  (table) => [
    uniqueIndex("metric_series_key").on(table.attemptId, table.key),
    index("metric_series_run").on(table.runId, table.key),
  ],
);

export const metricPoints = sqliteTable(
  "metric_points",
  {
    seriesId: integer().notNull(),
    ordinal: integer().notNull(),
    step: real().notNull(),
    atMs: integer().notNull(),
    /** Null for NaN and ±Infinity, which SQLite cannot store. */
    value: real(),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.ordinal] })],
);
