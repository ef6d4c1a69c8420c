import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** A folder that a training outside of Stillroom wrote, with the run that was made of it and how far it was read. */
export const imports = sqliteTable(
  "imports",
  {
    runId: text().primaryKey(),
    /** The folder by its real path. */
    source: text().notNull(),
    /** As `importStateSchema`. */
    stateJson: text().notNull(),
    /** The runner comes again until the training has ended or nothing was written for so long; null where it does not. */
    followGiveUpMs: integer(),
    /** Since when it does. */
    followedSince: integer(),
  },
  (table) => [
    uniqueIndex("imports_source").on(table.source),
    index("imports_followed").on(table.runId).where(sql`follow_give_up_ms IS NOT NULL`),
  ],
);
