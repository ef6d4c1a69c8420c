import { and, eq, gt } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { attempts } from "../../../../db/schema/index";
import { type ExecutorKind, isCluster } from "../../../contract/executor";
import { type FixedSettings, type HostSettings, hostSettingsSchema } from "../../../contract/host-settings";
import { type QueueHost, queueHostSchema } from "../../../contract/queue";
import { parseGpus } from "../../pipeline/stages/rows";
import { readJson } from "../../pipeline/stored/read-json";
import { isRunnerAlive, latestBeat } from "../host/beat";
import { clusterPool, type Pool } from "./cluster-host";
import type { ActiveEntry } from "./entries";

type GpuFacts = { index: number; memoryUsedBytes: number; utilization: number | null };

const busyBytes = 2 ** 30;
const busyUtilization = 0.1;
const settlingMs = 10_000;

/**
 * What the runner may give to stages, from what `nvidia-smi` tells and the person's settings, before which go
 * `STILLROOM_CPU_SLOTS`, `STILLROOM_USE_BUSY_GPUS`, and `CUDA_VISIBLE_DEVICES` where it lists indices. `released` are
 * GPUs that an attempt of ours has just left. Pure.
 */
export function queueHostOf(
  gpus: readonly GpuFacts[],
  env: NodeJS.ProcessEnv,
  released: ReadonlySet<number>,
  settings: HostSettings = hostSettingsSchema.parse({}),
): QueueHost {
  const listed = listedGpus(env);
  const mayUse = (index: number) => listed?.includes(index) ?? !settings.excludedGpus.includes(index);
  const useBusyGpus = busyGpusByEnv(env) ?? settings.useBusyGpus;
  const stateOf = (gpu: GpuFacts) => {
    const isUsed = gpu.memoryUsedBytes > busyBytes || (gpu.utilization ?? 0) > busyUtilization;
    if (!isUsed || useBusyGpus) return "usable";
    return released.has(gpu.index) ? "settling" : "busy";
  };
  return {
    gpus: gpus.filter(({ index }) => mayUse(index)).map((gpu) => ({ index: gpu.index, state: stateOf(gpu) })),
    cpuSlots: cpuSlotsByEnv(env) ?? settings.cpuSlots,
  };
}

/** Which settings the runner's environment decides, with the variable that does. */
export function fixedSettingsOf(env: NodeJS.ProcessEnv): FixedSettings {
  return {
    ...(cpuSlotsByEnv(env) !== null && { cpuSlots: "STILLROOM_CPU_SLOTS" }),
    ...(busyGpusByEnv(env) !== null && { useBusyGpus: "STILLROOM_USE_BUSY_GPUS" }),
    ...(listedGpus(env) !== null && { excludedGpus: "CUDA_VISIBLE_DEVICES" }),
  };
}

function cpuSlotsByEnv({ STILLROOM_CPU_SLOTS: slots }: NodeJS.ProcessEnv): number | null {
  return slots !== undefined && /^[1-9]\d*$/.test(slots) ? Number(slots) : null;
}

function busyGpusByEnv({ STILLROOM_USE_BUSY_GPUS: busy }: NodeJS.ProcessEnv): boolean | null {
  return busy === "1" || busy === "0" ? busy === "1" : null;
}

function listedGpus({ CUDA_VISIBLE_DEVICES: visible }: NodeJS.ProcessEnv): number[] | null {
  return visible !== undefined && /^\d+(,\d+)*$/.test(visible) ? visible.split(",").map(Number) : null;
}

/** GPUs whose attempt ended in the last seconds: what it used may still be shown. */
export function listReleased(db: Db, now: number): Set<number> {
  const rows = db
    .select({ gpusJson: attempts.gpusJson })
    .from(attempts)
    .where(and(gt(attempts.endedAt, now - settlingMs), eq(attempts.executor, "local")))
    .all();
  return new Set(rows.flatMap(({ gpusJson }) => parseGpus(gpusJson) ?? []));
}

/** Where the stages of an executor can go now, from what the runner last saw. */
export function readPool(db: Db, executor: ExecutorKind, active: readonly ActiveEntry[]): Pool {
  if (!isRunnerAlive(db)) return { host: null, problem: "runner" };
  if (isCluster(executor)) return clusterPool(db, executor, active);
  const host = readQueueHost(db);
  return host === null ? { host, problem: "runner" } : { host, problem: null };
}

function readQueueHost(db: Db): QueueHost | null {
  return readJson(queueHostSchema, latestBeat(db)?.hostJson ?? null);
}
