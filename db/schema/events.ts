import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Append-only: the wake-up channel between processes; the id is the cursor. */
export const events = sqliteTable("events", {
  id: integer().primaryKey({ autoIncrement: true }),
  kind: text().notNull(),
  runId: text(),
  stageKey: text(),
  atMs: integer().notNull(),
});

/** One row: the runner that is in charge, with its last heartbeat. */
export const runners = sqliteTable("runners", {
  id: text().primaryKey(),
  pid: integer().notNull(),
  startedAt: integer().notNull(),
  beatAt: integer().notNull(),
  /** GPUs as last seen by the runner, as `hostStatusSchema.gpus`. */
  gpusJson: text().notNull(),
  /** What the runner may give to stages, as `queueHostSchema`; null until it has looked. */
  hostJson: text(),
});
