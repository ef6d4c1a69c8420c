import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { DownloadStatus } from "../../server/contract/downloads";
import type { Hub } from "../../server/contract/exports";

/** Models that a person wants from a hub; the runner downloads them. */
export const downloads = sqliteTable(
  "downloads",
  {
    id: text().primaryKey(),
    hub: text().$type<Hub>().notNull(),
    model: text().notNull(),
    status: text().$type<DownloadStatus>().notNull(),
    /** Where the process that downloads it writes. */
    directory: text().notNull(),
    /** How the executor finds that process again. */
    handleJson: text(),
    /** As `downloadProgressSchema`. */
    progressJson: text(),
    folder: text(),
    messageJson: text(),
    suggestionJson: text(),
    /** What the hub's library said last, where it failed. */
    words: text(),
    createdAt: integer().notNull(),
    endedAt: integer(),
  },
  (table) => [index("downloads_model").on(table.model), index("downloads_status").on(table.status)],
);

export type DownloadRow = typeof downloads.$inferSelect;
