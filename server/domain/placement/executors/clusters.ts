import { eq, sql } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { type ClusterRow, clusters } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import {
  type Cluster,
  type ClusterKind,
  clusterCapacitySchema,
  clusterKindSchema,
  clusterSettings,
  connectionReportSchema,
  executorNames,
  type SettingsOf,
} from "../../../contract/executor";
import type { ClusterSettings } from "../../../contract/executors/definition";
import { message, messageSchema, verbatim } from "../../../contract/message";
import { appendEvent } from "../../pipeline/events/append";
import { readJson } from "../../pipeline/stored/read-json";
import type { Services } from "../../services";
import { parseSettings } from "./parse-settings";
import { readToken, writeToken } from "./secrets";

/** Every kind of cluster with its settings, the last test and what is known of it now. */
export function listClusters(services: Services): Cluster[] {
  return clusterKindSchema.options.map((kind) => getCluster(services, kind));
}

/** One kind of cluster, set up or not. */
export function getCluster({ db, paths }: Services, kind: ClusterKind): Cluster {
  const row = findCluster(db, kind);
  return {
    kind,
    settings: row === null ? null : findSettings(row),
    hasToken: readToken(paths, kind) !== null,
    isTesting: row?.testRequestedAt != null,
    report: readJson(connectionReportSchema, row?.reportJson ?? null),
    capacity: readJson(clusterCapacitySchema, row?.capacityJson ?? null),
    problem: row?.problem ? (readJson(messageSchema, row.problem) ?? verbatim(row.problem)) : null,
  };
}

const selectCluster = prepared((db: Tx) =>
  db
    .select()
    .from(clusters)
    .where(eq(clusters.kind, sql.placeholder("kind")))
    .prepare(),
);

/** The stored row of a cluster; null until it was set up. */
export function findCluster(db: Tx, kind: ClusterKind): ClusterRow | null {
  return selectCluster(db).get({ kind }) ?? null;
}

export type ClusterInput = { kind: ClusterKind; settings: unknown; token?: string | null | undefined };

/** Stores a cluster's settings; a token that is left out stays as it was. Throws `invalid-input` naming the key. */
export function saveCluster({ db, paths }: Services, { kind, settings, token }: ClusterInput): void {
  const parsed = parseSettings<ClusterSettings>(clusterSettings[kind], settings);
  if (parsed.results === "push" && parsed.pushUrl === null)
    throw new AppError("invalid-input", message("clusters.no-push-url"), {
      field: "pushUrl",
      suggestion: message("clusters.no-push-url-next"),
    });
  if (token !== undefined) writeToken(paths, kind, token);
  const set = {
    settingsJson: JSON.stringify(parsed),
    updatedAt: Date.now(),
    reportJson: null,
    capacityJson: null,
    problem: null,
    askedAt: null,
  };
  db.transaction((tx) => {
    tx.insert(clusters)
      .values({ kind, ...set })
      .onConflictDoUpdate({ target: clusters.kind, set })
      .run();
    appendEvent(tx, "runner");
  });
}

/** Asks the runner to test a cluster's connection. Throws `conflict` when the cluster is not set up. */
export function requestTest({ db }: Services, kind: ClusterKind): void {
  if (findCluster(db, kind) === null)
    throw new AppError("conflict", message("clusters.not-set-up", { name: executorNames[kind] }), {
      suggestion: message("clusters.not-set-up-next"),
    });
  db.transaction((tx) => {
    tx.update(clusters).set({ testRequestedAt: Date.now(), reportJson: null }).where(eq(clusters.kind, kind)).run();
    appendEvent(tx, "runner");
  });
}

/** The settings that a row holds; throws `bad-data` where they cannot be read. */
export function settingsOf(row: ClusterRow): SettingsOf<ClusterKind> {
  const settings = findSettings(row);
  if (settings !== null) return settings;
  const name = executorNames[clusterKindSchema.parse(row.kind)];
  throw new AppError("bad-data", message("clusters.settings-damaged", { name }), {
    suggestion: message("clusters.settings-damaged-next"),
  });
}

/** The settings that a row holds; null where they cannot be read, as before the cluster was set up. */
export function findSettings({ kind, settingsJson }: ClusterRow): SettingsOf<ClusterKind> | null {
  return readJson(clusterSettings[clusterKindSchema.parse(kind)], settingsJson);
}
