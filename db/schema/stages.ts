import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { AttemptExecutor, AttemptStatus, StageRequest, StageStatus } from "../../server/contract/stage";
import type { StageKind } from "../../server/contract/stage-kinds";
import { runs } from "./runs";

export const stages = sqliteTable(
  "stages",
  {
    id: text().primaryKey(),
    runId: text()
      .notNull()
      .references(() => runs.id),
    key: text().notNull(),
    position: integer().notNull(),
    kind: text().$type<StageKind>().notNull(),
    subject: text(),
    status: text().$type<StageStatus>().notNull(),
    dependsOnJson: text().notNull(),
    argvJson: text().notNull(),
    commandsJson: text().notNull(),
    envJson: text().notNull(),
    progressJson: text(),
    /** How long it was expected to take when its run was made; null where that was not known. */
    expectedJson: text(),
    /** Digest of everything the result depends on; set when the inputs are known. */
    cacheKey: text(),
    cachedFromStageId: text(),
    /** What is asked of the stage, while it waits for the runner. */
    requested: text().$type<StageRequest>(),
    /** When a lost stage is tried again by itself; null once it has been. */
    retryAt: integer(),
    /** How often it was tried again by itself since a person last asked for it. */
    autoRetries: integer().notNull().default(0),
    /** The checkpoint that a person chose to go on from, by path; null once an attempt has taken it up. */
    resumeFrom: text(),
    /** The loopback port of a `serve` stage. */
    port: integer(),
    startedAt: integer(),
    endedAt: integer(),
    exitJson: text(),
  },
  (table) => [
    uniqueIndex("stages_run_key").on(table.runId, table.key),
    index("stages_status").on(table.status),
    index("stages_cache").on(table.cacheKey),
    index("stages_cached_from").on(table.cachedFromStageId),
    // Partial, so that no look-up by kind takes it for a way to the many stages that are no servers.
    index("stages_serve").on(table.runId).where(sql`kind = 'serve'`),
  ],
);

/** One process of a stage. The row exists before the process is started. */
export const attempts = sqliteTable(
  "attempts",
  {
    id: text().primaryKey(),
    stageId: text()
      .notNull()
      .references(() => stages.id),
    number: integer().notNull(),
    status: text().$type<AttemptStatus>().notNull(),
    executor: text().$type<AttemptExecutor>().notNull(),
    handleJson: text(),
    directory: text().notNull(),
    startedAt: integer(),
    endedAt: integer(),
    exitJson: text(),
    peakMemoryBytes: integer(),
    measuredAlone: integer({ mode: "boolean" }),
    /** Indices of the GPUs that the attempt was given, as a JSON list; null for attempts of older versions. */
    gpusJson: text(),
    /** What it went on from, by path; null when it began anew. */
    resumedFrom: text(),
  },
  (table) => [
    uniqueIndex("attempts_stage_number").on(table.stageId, table.number),
    index("attempts_status").on(table.status),
  ],
);

/** How far each followed file was read; committed together with what was read. */
export const fileCursors = sqliteTable(
  "file_cursors",
  {
    attemptId: text().notNull(),
    file: text().notNull(),
    offset: integer().notNull(),
    inode: integer().notNull(),
  },
  (table) => [uniqueIndex("file_cursors_key").on(table.attemptId, table.file)],
);

export type StageRow = typeof stages.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;
