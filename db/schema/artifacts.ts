import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Artifact } from "../../server/contract/run";

export const artifacts = sqliteTable(
  "artifacts",
  {
    id: text().primaryKey(),
    stageId: text().notNull(),
    attemptId: text().notNull(),
    kind: text().$type<Artifact["kind"]>().notNull(),
    subject: text(),
    name: text().notNull(),
    path: text().notNull(),
    digest: text(),
    sizeBytes: integer(),
    step: integer(),
    inputsJson: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [
    index("artifacts_stage").on(table.stageId),
    uniqueIndex("artifacts_place").on(table.attemptId, table.path),
  ],
);

/** Content digests by path; valid while size and modification time stay the same. */
export const digests = sqliteTable("digests", {
  path: text().primaryKey(),
  fingerprint: text().notNull(),
  digest: text().notNull(),
  sizeBytes: integer().notNull(),
});

export type ArtifactRow = typeof artifacts.$inferSelect;
