import type { Tx } from "../../../../db/client";
import { type ClusterKind, clusterCapacitySchema } from "../../../contract/executor";
import { executors } from "../../../contract/executors/registry";
import type { QueueHost } from "../../../contract/queue";
import { readJson } from "../../pipeline/stored/read-json";
import { findCluster, findSettings } from "../executors/clusters";
import type { ActiveEntry } from "./entries";

/** Where stages of an executor can go now, or why they cannot go anywhere. */
export type Pool = { host: QueueHost; problem: null } | { host: null; problem: PoolProblem };
export type PoolProblem = "runner" | "not-set-up" | "unreachable";

/** What a cluster has to give, counted by what the runner last saw of it; its GPUs have numbers only for the counting. */
export function clusterPool(db: Tx, kind: ClusterKind, active: readonly ActiveEntry[]): Pool {
  const row = findCluster(db, kind);
  const settings = row && findSettings(row);
  if (row === null || settings === null) return { host: null, problem: "not-set-up" };
  if (row.problem !== null) return { host: null, problem: "unreachable" };
  const capacity = readJson(clusterCapacitySchema, row.capacityJson);
  if (capacity === null) return { host: null, problem: "runner" };
  const { gpuCount, usedGpus } = capacity;
  const ours = active.reduce((sum, { need }) => sum + (need.share ?? need.gpus), 0);
  const { queuesByItself } = executors[kind].cluster;
  const others = queuesByItself ? 0 : Math.max(0, Math.round((usedGpus ?? 0) - ours));
  const held = new Set(active.flatMap(({ gpus }) => gpus));
  const free = Array.from({ length: gpuCount }, (_, index) => index).filter((index) => !held.has(index));
  const busy = new Set(free.slice(Math.max(0, free.length - others)));
  const gpus = Array.from({ length: gpuCount }, (_, index) => ({
    index,
    state: busy.has(index) ? ("busy" as const) : ("usable" as const),
  }));
  return { host: { gpus, cpuSlots: settings.cpuSlots }, problem: null };
}
