import type { QueueHost } from "../contract/queue";
import { traitsOf } from "../contract/stage-kinds";
import { devicesOf, freeOf, pickGpus } from "../domain/placement/queue/devices";
import type { ActiveEntry, QueueEntry } from "../domain/placement/queue/entries";
import { makerOf } from "../domain/placement/queue/maker";
import { addUsage, takeNext, usageOf } from "../domain/placement/queue/order";
import { listCpuStages } from "../domain/placement/queue/waiting-reason";

/** The stage that is first and does not fit, and the GPUs that stages behind it may still borrow. */
export type Reservation = { stageId: string; lendable: number[] };
export type Start = { stageId: string; gpus: number[] };
export type Allocation = { starts: Start[]; reservation: Reservation | null };

/**
 * Which ready stages start now, and on which GPUs. Pure; give `reservation` back as the last call returned it.
 *
 * Order: see `compareEntries`. For the first stage that does not fit the GPUs that come free are kept. Those that were idle
 * when it became first are lent to stages behind it, each once and only until one has come free for it: it then starts
 * after at most twice the time that the longest stage takes. A run never overtakes an earlier one of its experiment and
 * priority. A stage that asks for more GPUs than there are, or than other programs leave, holds nobody up. CPU slots are
 * given strictly in order. Of stages that would make the same one starts, the others wait for its result and hold nobody up.
 */
export function allocate(
  entries: readonly QueueEntry[],
  active: readonly ActiveEntry[],
  host: QueueHost,
  reservation: Reservation | null = null,
): Allocation {
  const running = [...active];
  const usage = usageOf(active);
  const left = entries.filter(({ ready, held }) => ready && !held);
  const starts: Start[] = [];
  const blocked: QueueEntry[] = [];
  let kept: Reservation | null = null;
  for (;;) {
    const entry = takeNext(left, usage, reservation?.stageId ?? null);
    if (entry === undefined) return { starts, reservation: kept };
    if (makerOf(entry, running) !== undefined) continue;
    const gpus =
      entry.need.gpus === 0 ? onCpu(entry, running, blocked, host) : onGpus(entry, running, blocked, host, kept);
    if (gpus !== null) {
      starts.push({ stageId: entry.stageId, gpus });
      running.push({ ...entry, gpus });
      addUsage(usage, entry);
      kept = lend(kept, gpus);
    } else if (canEverFit(entry, running, host)) {
      blocked.push(entry);
      if (entry.need.gpus > 0) kept ??= keepFor(entry, running, host, reservation);
    }
  }
}

function onCpu(entry: QueueEntry, running: ActiveEntry[], blocked: QueueEntry[], { cpuSlots }: QueueHost): [] | null {
  if (traitsOf(entry.kind).isOnRequest) return [];
  const busy = listCpuStages(running);
  const isAlone = busy.length === 0 || !(entry.need.alone || busy.some(({ need }) => need.alone));
  const isNext = listCpuStages(blocked).length === 0;
  return isAlone && isNext && busy.length < cpuSlots ? [] : null;
}

function onGpus(
  entry: QueueEntry,
  running: ActiveEntry[],
  blocked: QueueEntry[],
  host: QueueHost,
  kept: Reservation | null,
): number[] | null {
  if (blocked.some((earlier) => isOvertaking(entry, earlier))) return null;
  const devices = devicesOf(host, running);
  const allowed = kept === null ? devices : devices.filter(({ index }) => kept.lendable.includes(index));
  return pickGpus(entry.need, allowed);
}

function isOvertaking(entry: QueueEntry, earlier: QueueEntry): boolean {
  return (
    earlier.need.gpus > 0 &&
    earlier.experimentId === entry.experimentId &&
    earlier.priority === entry.priority &&
    earlier.runId !== entry.runId
  );
}

function lend(kept: Reservation | null, gpus: number[]): Reservation | null {
  return kept && { ...kept, lendable: kept.lendable.filter((index) => !gpus.includes(index)) };
}

function canEverFit({ need }: QueueEntry, running: ActiveEntry[], host: QueueHost): boolean {
  const ours = devicesOf(host, running).filter(({ state }) => state !== "busy");
  return need.gpus <= ours.length;
}

function keepFor(
  { stageId }: QueueEntry,
  running: ActiveEntry[],
  host: QueueHost,
  before: Reservation | null,
): Reservation {
  const free = freeOf(devicesOf(host, running));
  if (before?.stageId !== stageId) return { stageId, lendable: free };
  const hasComeFree = free.some((index) => !before.lendable.includes(index));
  return { stageId, lendable: hasComeFree ? [] : free };
}
