import { sql } from "drizzle-orm";
import { blob, index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RunStatus } from "../../server/contract/run";

/**
 * What the list of runs sorts and filters by, in rows small enough to go through all of them at once. What is of the run's
 * own row is copied by triggers of the migration; the rest follows from several tables: triggers mark it as stale when one
 * of these changes, and the next reader of the list makes it anew.
 */
export const runFacts = sqliteTable(
  "run_facts",
  {
    runId: text().primaryKey(),
    number: integer().notNull(),
    name: text().notNull(),
    status: text().$type<RunStatus>().notNull(),
    experimentId: text().notNull(),
    sweepId: text(),
    tagsJson: text().notNull(),
    archivedAt: integer(),
    createdAt: integer().notNull(),
    startedAt: integer(),
    endedAt: integer(),
    isStale: integer({ mode: "boolean" }).notNull(),
    /** Which version of the code made what follows. */
    version: integer().notNull().default(0),
    teacher: text(),
    student: text(),
    /** Kinds of knowledge, a JSON list. */
    knowledgeJson: text().notNull().default("[]"),
    origin: text({ enum: ["recipe", "sweep", "import"] })
      .notNull()
      .default("recipe"),
    /** Stages that were taken from other runs are in neither count. */
    doneStages: integer().notNull().default(0),
    ownStages: integer().notNull().default(0),
    quality: real(),
    qualityKept: real(),
    speedUp: real(),
    sizeRatio: real(),
    failureCode: text(),
    /** The stored recipe, or something else of the run, could not be read. */
    isDamaged: integer({ mode: "boolean" }).notNull().default(false),
    /** What a search looks through, in small letters. */
    searchText: text().notNull().default(""),
  },
  (table) => [
    index("run_facts_stale").on(table.number).where(sql`is_stale = 1`),
    index("run_facts_order").on(table.archivedAt, table.number),
  ],
);

/** What the list shows of a run beside its facts, as `shownFactsSchema`. */
export const runShown = sqliteTable("run_shown", {
  runId: text().primaryKey(),
  shownJson: text().notNull(),
});

/** The recipe's values by dotted key, as SQLite's binary JSON. */
export const runKeys = sqliteTable("run_keys", {
  runId: text().primaryKey(),
  keys: blob().notNull(),
});

/** Every recipe key that a run has, to tell those that differ. */
export const recipeKeys = sqliteTable("recipe_keys", {
  path: text().primaryKey(),
  /** The value of the first run that had it. */
  value: text(),
  /** Some run has another value. */
  isVaried: integer({ mode: "boolean" }).notNull(),
  /** How many runs have it. */
  runs: integer().notNull(),
});

/** Folders of deleted runs that are still to be removed from the disk. */
export const removals = sqliteTable("removals", {
  path: text().primaryKey(),
  requestedAt: integer().notNull(),
});
