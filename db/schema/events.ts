import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { StreamEventKind } from "../../server/contract/event";

/** Append-only: the wake-up channel between processes; the id is the cursor. */
export const events = sqliteTable(
  "events",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text().$type<StreamEventKind>().notNull(),
    runId: text(),
    stageKey: text(),
    atMs: integer().notNull(),
  },
  (table) => [index("events_at").on(table.atMs)],
);

/** One row, `local`, once a person has set what the runner may give out on its host. */
export const hostSettings = sqliteTable("host_settings", {
  id: text().primaryKey(),
  /** As `hostSettingsSchema`. */
  settingsJson: text().notNull(),
  updatedAt: integer().notNull(),
});

/** One row: the runner that is in charge, with its last heartbeat. */
export const runners = sqliteTable("runners", {
  id: text().primaryKey(),
  pid: integer().notNull(),
  startedAt: integer().notNull(),
  beatAt: integer().notNull(),
  /** The start of the machine in which it beat and the time since, which no clock that is set changes; null where the platform does not tell. */
  bootId: text(),
  beatUptimeMs: integer(),
  /** GPUs as last seen by the runner, as `hostStatusSchema.gpus`. */
  gpusJson: text().notNull(),
  /** What the runner may give to stages, as `queueHostSchema` with `fixedBy`; null until it has looked. */
  hostJson: text(),
});
