import type { QueueHost, WaitingReason } from "../../../contract/queue";
import { traitsOf } from "../../../contract/stage-kinds";
import type { Pool } from "./cluster-host";
import { devicesOf, freeOf, pickGpus } from "./devices";
import type { ActiveEntry, QueueEntry } from "./entries";
import { makerOf } from "./maker";

type Waiting = Pick<QueueEntry, "held" | "retryAt" | "need" | "kind" | "cacheKey" | "executor">;

/** Why a stage does not start now where it is to run; `active` is what runs there, `everywhere` also what runs elsewhere. Pure. */
export function waitingReasonOf(
  entry: Waiting,
  { active, ...pool }: Pool & { active: readonly ActiveEntry[] },
  everywhere: readonly ActiveEntry[] = active,
): WaitingReason {
  const { held, retryAt, need, executor } = entry;
  if (held) return { kind: "held" };
  if (retryAt !== null) return { kind: "retry", atMs: retryAt };
  const { host } = pool;
  if (host === null) return pool.problem === "runner" ? { kind: "runner" } : { kind: pool.problem, executor };
  const maker = makerOf(entry, everywhere);
  if (maker !== undefined) return { kind: "same", runNumber: maker.runNumber };
  return need.gpus > 0 ? gpuReason(entry, active, host) : cpuReason(entry, active, host);
}

function gpuReason({ need }: Waiting, active: readonly ActiveEntry[], host: QueueHost): WaitingReason {
  const total = host.gpus.length;
  if (need.gpus > total) return { kind: "too-large", gpus: need.gpus, total };
  const devices = devicesOf(host, active);
  if (pickGpus(need, devices) !== null) return { kind: "turn" };
  if (need.share !== null) return { kind: "gpu-share", share: need.share };
  const busy = devices.filter(({ state }) => state === "busy").length;
  return { kind: "gpus", gpus: need.gpus, free: freeOf(devices).length, busy };
}

function cpuReason({ need, kind }: Waiting, active: readonly ActiveEntry[], { cpuSlots }: QueueHost): WaitingReason {
  const running = listCpuStages(active);
  if (traitsOf(kind).isOnRequest) return { kind: "turn" };
  if (running.some((stage) => stage.need.alone) || (need.alone && running.length > 0)) return { kind: "alone" };
  return running.length >= cpuSlots ? { kind: "cpu", slots: cpuSlots } : { kind: "turn" };
}

/** Pipeline stages that run without a GPU; servers take no slot. */
export function listCpuStages<Entry extends Pick<ActiveEntry, "need" | "kind">>(active: readonly Entry[]): Entry[] {
  return active.filter(({ need, kind }) => need.gpus === 0 && !traitsOf(kind).isOnRequest);
}
