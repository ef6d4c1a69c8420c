import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const shares = sqliteTable(
  "shares",
  {
    id: text().primaryKey(),
    token: text().notNull(),
    kind: text().notNull(),
    runIdsJson: text().notNull(),
    title: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer(),
    revokedAt: integer(),
  },
  (table) => [uniqueIndex("shares_token").on(table.token)],
);

export type ShareRow = typeof shares.$inferSelect;
