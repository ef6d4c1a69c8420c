import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ClusterKind } from "../../server/contract/executor";

/** One row for each cluster that was set up; secrets are not among the settings. */
export const clusters = sqliteTable("clusters", {
  kind: text().$type<ClusterKind>().primaryKey(),
  /** As `raySettingsSchema` or `slurmSettingsSchema`. */
  settingsJson: text().notNull(),
  updatedAt: integer().notNull(),
  /** Set while a person waits for a connection test, which the runner carries out. */
  testRequestedAt: integer(),
  /** The last connection test, as `connectionReportSchema`. */
  reportJson: text(),
  /** What the cluster had when the runner last asked, as `clusterCapacitySchema`; null before that. */
  capacityJson: text(),
  /** Why the cluster did not answer when the runner last asked; null when it did. */
  problem: text(),
  askedAt: integer(),
});

export type ClusterRow = typeof clusters.$inferSelect;
