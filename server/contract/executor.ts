import { z } from "zod";

/** Where attempts run: this host, an existing Ray cluster (Jobs REST), or Slurm. */
export const executorKindSchema = z.enum(["local", "ray", "slurm"]);
export type ExecutorKind = z.infer<typeof executorKindSchema>;

export const clusterKindSchema = z.enum(["ray", "slurm"]);
export type ClusterKind = z.infer<typeof clusterKindSchema>;

/** Proper names, the same in every language. */
export const executorNames: Record<ExecutorKind, string> = { local: "Stillroom", ray: "Ray", slurm: "Slurm" };

const absolutePath = z
  .string()
  .trim()
  .regex(/^\/[^\0]*$/, "Give an absolute path");

const clusterShape = {
  /** Python with the engine on the nodes; null for the engine of this installation, seen from there under the same path. */
  python: absolutePath.nullable().default(null),
  /** How results come back: `shared-folder` where the nodes see STILLROOM_HOME under the same path, else `push` over HTTP(S). */
  results: z.enum(["shared-folder", "push"]).default("shared-folder"),
  /** The dashboard's address as the nodes reach it; needed for `push`. */
  pushUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Pipeline stages without a GPU that may run on the cluster at a time. */
  cpuSlots: z.int().min(1).max(10_000).default(1),
};

export const raySettingsSchema = z.strictObject({
  ...clusterShape,
  /** Of the cluster's dashboard, where the Jobs API answers. */
  address: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8265"),
  /** PEM file of the authority that signed the cluster's certificate; null for the system's own. */
  caFile: absolutePath.nullable().default(null),
});
export type RaySettings = z.infer<typeof raySettingsSchema>;

export const slurmSettingsSchema = z.strictObject({
  ...clusterShape,
  /** Folder of `sbatch` and its kin; null where they are on PATH. */
  binFolder: absolutePath.nullable().default(null),
  partition: z.string().trim().min(1).nullable().default(null),
  account: z.string().trim().min(1).nullable().default(null),
  qos: z.string().trim().min(1).nullable().default(null),
  timeLimitMinutes: z.int().min(1).nullable().default(null),
  /** The cluster's name for a GPU in `--gres`. */
  gresName: z
    .string()
    .regex(/^[A-Za-z0-9_]+(:[A-Za-z0-9_.-]+)?$/, "Give a name such as gpu or gpu:a100")
    .default("gpu"),
  /** More options of `sbatch`, one a list item, such as `--constraint=a100`. */
  extraArgs: z
    .array(z.string().regex(/^--[a-z][a-z0-9-]*(=[^\n\0]*)?$/, "Write --option=value"))
    .max(50)
    .default([]),
});
export type SlurmSettings = z.infer<typeof slurmSettingsSchema>;

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
  message: z.string(),
  suggestion: z.string().nullable(),
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
  settings: z.union([raySettingsSchema, slurmSettingsSchema]).nullable(),
  hasToken: z.boolean(),
  /** True while the runner looks at the connection. */
  isTesting: z.boolean(),
  report: connectionReportSchema.nullable(),
  capacity: clusterCapacitySchema.nullable(),
  problem: z.string().nullable(),
});
export type Cluster = z.infer<typeof clusterSchema>;
