import { z } from "zod";
import { executors } from "./executors/registry";
import { messageSchema } from "./message";
import { forEachName, namesOf } from "./registry";

type Executors = typeof executors;
export type ExecutorKind = keyof Executors;

/** Executors that are clusters: all but this host. */
export type ClusterKind = {
  [Kind in ExecutorKind]: Executors[Kind]["cluster"] extends null ? never : Kind;
}[ExecutorKind];

export const executorKindSchema = z.enum(namesOf(executors));
export const clusterKindSchema = z.enum(executorKindSchema.options.filter(isCluster));

/** True for every executor but this host. */
export function isCluster(kind: ExecutorKind): kind is ClusterKind {
  return executors[kind].cluster !== null;
}

/** Proper names, the same in every language. */
export const executorNames: Record<ExecutorKind, string> = forEachName(
  executorKindSchema.options,
  (kind) => executors[kind].name,
);

/** What a person sets of one kind of cluster. */
export type SettingsOf<Kind extends ClusterKind> = z.infer<Executors[Kind]["cluster"]["settings"]>;

/** How the settings of each kind of cluster are read. */
export const clusterSettings: Record<ClusterKind, z.ZodType<SettingsOf<ClusterKind>>> = forEachName(
  clusterKindSchema.options,
  (kind) => executors[kind].cluster.settings,
);

/** What a cluster has; `usedGpus` counts those of anybody, null where it does not tell. */
export const clusterCapacitySchema = z.object({
  nodeCount: z.int(),
  gpuCount: z.int(),
  usedGpus: z.int().nullable(),
  cpuCount: z.int(),
  memoryTotalBytes: z.number().nullable(),
});
export type ClusterCapacity = z.infer<typeof clusterCapacitySchema>;

/** One thing that a connection test looked at; `name` is stable, `suggestion` says how to mend what is wrong. */
export const connectionCheckSchema = z.object({
  name: z.enum([
    "settings",
    "programs",
    "reachable",
    "authorised",
    "version",
    "nodes",
    "partition",
    "python",
    "results",
  ]),
  state: z.enum(["ok", "failed", "skipped"]),
  message: messageSchema,
  suggestion: messageSchema.nullable(),
});
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;

export const connectionReportSchema = z.object({
  ok: z.boolean(),
  atMs: z.number(),
  checks: z.array(connectionCheckSchema),
  capacity: clusterCapacitySchema.nullable(),
});
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

/** A cluster as Settings show it; `token` tells only whether one is stored. */
export const clusterSchema = z.object({
  kind: clusterKindSchema,
  /** Null until it was set up. */
  settings: z.union(Object.values(clusterSettings)).nullable(),
  hasToken: z.boolean(),
  /** True while the runner looks at the connection. */
  isTesting: z.boolean(),
  report: connectionReportSchema.nullable(),
  capacity: clusterCapacitySchema.nullable(),
  problem: messageSchema.nullable(),
});
export type Cluster = z.infer<typeof clusterSchema>;
