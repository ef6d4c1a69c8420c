import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RunStatus } from "../../server/contract/run";

/** A named line of recipes; clones stay in the experiment of their parent. */
export const experiments = sqliteTable(
  "experiments",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index("experiments_name").on(table.name)],
);

export const runs = sqliteTable(
  "runs",
  {
    id: text().primaryKey(),
    number: integer().notNull(),
    experimentId: text()
      .notNull()
      .references(() => experiments.id),
    parentRunId: text(),
    name: text().notNull(),
    status: text().$type<RunStatus>().notNull(),
    /** The exact recipe that runs, canonical JSON, never edited. */
    recipeJson: text().notNull(),
    /** Whose reader it takes; see `server/domain/recipes/stored`. */
    recipeVersion: integer().notNull().default(1),
    recipeDigest: text().notNull(),
    tagsJson: text().notNull(),
    notes: text().notNull(),
    archivedAt: integer(),
    /** Higher starts first; the recipe's at first. */
    priority: integer().notNull().default(0),
    /** Set while a person holds the run back. */
    heldAt: integer(),
    /** A person's own place in the queue, before every run of the same priority that has none. */
    queuePosition: integer(),
    /** The sweep that made it, and which trial of it this is, as `sweepTrialSchema`; null for a run of its own. */
    sweepId: text(),
    trialJson: text(),
    /** Why its sweep ended it early, and whether a person let it go on all the same. */
    earlyStopJson: text(),
    createdAt: integer().notNull(),
    startedAt: integer(),
    endedAt: integer(),
  },
  (table) => [
    index("runs_created").on(table.createdAt),
    index("runs_sweep").on(table.sweepId),
    index("runs_experiment").on(table.experimentId),
    index("runs_parent").on(table.parentRunId),
  ],
);

export type RunRow = typeof runs.$inferSelect;
