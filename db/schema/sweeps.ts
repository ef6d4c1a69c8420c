import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Several runs of one recipe that differ in a few keys; its runs name it in `runs.sweepId`. */
export const sweeps = sqliteTable("sweeps", {
  id: text().primaryKey(),
  experimentId: text().notNull(),
  name: text().notNull(),
  /** The recipe with its sweep as it was started, its keys in the order in which they are varied; never edited. */
  recipeJson: text().notNull(),
  /** Whose reader it takes; see `server/domain/recipes/stored`. */
  recipeVersion: integer().notNull().default(1),
  createdAt: integer().notNull(),
});

export type SweepRow = typeof sweeps.$inferSelect;
