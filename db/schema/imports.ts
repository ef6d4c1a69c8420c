import { sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** A folder that a training outside of Stillroom wrote, with the run that was made of it and how far it was read. */
export const imports = sqliteTable(
  "imports",
  {
    runId: text().primaryKey(),
    /** The folder by its real path. */
    source: text().notNull(),
    /** As `importStateSchema`. */
    stateJson: text().notNull(),
  },
  (table) => [uniqueIndex("imports_source").on(table.source)],
);
