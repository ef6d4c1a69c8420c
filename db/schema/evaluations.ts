import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One subject on one held-out set, as measured by one stage. */
export const evaluations = sqliteTable(
  "evaluations",
  {
    stageId: text().notNull(),
    dataset: text().notNull(),
    subject: text().notNull(),
    resultJson: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stageId, table.dataset] })],
);

export const evaluationItems = sqliteTable(
  "evaluation_items",
  {
    stageId: text().notNull(),
    dataset: text().notNull(),
    itemKey: text().notNull(),
    position: integer().notNull(),
    prompt: text().notNull(),
    referencesJson: text().notNull(),
    answer: text(),
    scoresJson: text().notNull(),
    latencyMs: real(),
    error: text(),
  },
  (table) => [
    primaryKey({ columns: [table.stageId, table.dataset, table.itemKey] }),
    index("evaluation_items_key").on(table.itemKey),
  ],
);
