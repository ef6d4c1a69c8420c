import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { stages } from "./stages";

/** What a person asked for when a model was to be taken away; the stage of the same id does it. */
export const exports = sqliteTable(
  "exports",
  {
    stageId: text()
      .primaryKey()
      .references(() => stages.id),
    runId: text().notNull(),
    /** As `exportSettingsSchema`; secrets are not among them. */
    settingsJson: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index("exports_run").on(table.runId)],
);
