import { z } from "zod";
import { type ExecutorKind, executorKindSchema } from "../executor";
import { deviceKinds, isDeviceKind, type StageKind, traitsOf } from "../stage-kinds";

const demand = {
  gpus: z.int().min(0).max(1024),
  /** CPU cores that a stage asks a cluster for; where it is left out the cluster's own default holds. */
  cpus: z.int().min(1).max(4096),
  /** Memory that a stage asks a cluster for, in MiB. */
  memoryMb: z.int().min(64),
  /** Slurm ends a job after this time; a training then goes on from its last checkpoint in a new job. */
  timeLimitMinutes: z.int().min(1),
};

/** What one kind of stage asks for instead of what the whole recipe says. */
const stageDemandSchema = z.strictObject({
  gpus: demand.gpus.optional(),
  cpus: demand.cpus.optional(),
  memoryMb: demand.memoryMb.optional(),
  timeLimitMinutes: demand.timeLimitMinutes.optional(),
});

export const resourcesSchema = z.strictObject({
  /** Where stages run; the clusters are set up once, in Settings. Servers that are tried out always run on this host. */
  executor: executorKindSchema.default("local"),
  gpus: demand.gpus.default(0),
  /** How much of its one GPU a stage takes; what is left goes to stages that ask for a share too. Measured stages never share. */
  gpuShare: z.number().gt(0).max(1).optional(),
  cpus: demand.cpus.optional(),
  memoryMb: demand.memoryMb.optional(),
  timeLimitMinutes: demand.timeLimitMinutes.optional(),
  /** Machines that train together on a cluster, each with `gpus` GPUs; every other stage runs on one. */
  nodes: z.int().min(1).max(256).default(1),
  stages: z.partialRecord(z.enum(deviceKinds), stageDemandSchema).default({}),
  /** Higher starts first; can be changed while a run waits. */
  priority: z.int().min(-100).max(100).default(0),
});
export type Resources = z.infer<typeof resourcesSchema>;

export type StageDemand = {
  gpus: number;
  gpuShare: number | null;
  cpus: number | null;
  memoryMb: number | null;
  timeLimitMinutes: number | null;
  nodes: number;
};

/** What a stage of this kind asks for: the recipe's resources with what it says for the stage alone. */
export function demandOf(resources: Resources, kind: StageKind): StageDemand {
  const { isMeasured, isTraining } = traitsOf(kind);
  const own = isDeviceKind(kind) ? resources.stages[kind] : { gpus: 0 };
  const gpus = own?.gpus ?? resources.gpus;
  const { gpuShare = 1 } = resources;
  return {
    gpus,
    gpuShare: gpus === 1 && !isMeasured && gpuShare < 1 ? gpuShare : null,
    cpus: own?.cpus ?? resources.cpus ?? null,
    memoryMb: own?.memoryMb ?? resources.memoryMb ?? null,
    timeLimitMinutes: own?.timeLimitMinutes ?? resources.timeLimitMinutes ?? null,
    nodes: isTraining ? resources.nodes : 1,
  };
}

/** Where a stage of this kind runs: what a person asks for always on this host. */
export function executorOf({ executor }: Pick<Resources, "executor">, kind: StageKind): ExecutorKind {
  return traitsOf(kind).isOnRequest ? "local" : executor;
}

/** Devices that train together: the GPUs of all nodes, or one CPU a node. */
export function trainingDevices(resources: Resources): number {
  const { gpus, nodes } = demandOf(resources, "distill");
  return Math.max(1, gpus) * nodes;
}

type Batch = { batchSize: number; gradientAccumulation: number };

/** Rows that all devices together take in one optimiser step. */
export function rowsPerStep({ training, resources }: { training: Batch; resources: Resources }): number {
  return training.batchSize * training.gradientAccumulation * trainingDevices(resources);
}
