import type { ActiveEntry, QueueEntry } from "./entries";

/** What each experiment uses: GPUs (shares as fractions) and CPU slots; `turns`: when it last got a GPU, for those that just did. */
export type Usage = { gpus: Map<string, number>; cpu: Map<string, number>; turns: Map<string, number> };

const laterThanAnyTime = Number.MAX_SAFE_INTEGER / 2;

/** Sums up what active stages take, by experiment. */
export function usageOf(active: readonly ActiveEntry[]): Usage {
  const usage: Usage = { gpus: new Map(), cpu: new Map(), turns: new Map() };
  for (const entry of active) count(usage, entry);
  return usage;
}

/** Counts in a stage that starts now. */
export function addUsage(usage: Usage, entry: Pick<QueueEntry, "experimentId" | "need">): void {
  count(usage, entry);
  if (entry.need.gpus > 0) usage.turns.set(entry.experimentId, Math.max(laterThanAnyTime, ...usage.turns.values()) + 1);
}

function count(usage: Usage, { experimentId, need }: Pick<QueueEntry, "experimentId" | "need">): void {
  const pool = need.gpus > 0 ? usage.gpus : usage.cpu;
  pool.set(experimentId, (pool.get(experimentId) ?? 0) + (need.share ?? Math.max(1, need.gpus)));
}

/**
 * Negative when `left` starts before `right`: by priority; then runs that a person placed, in their order; then the stage
 * for which GPUs are being kept; then the experiment that uses least; of those with GPUs the one that got one longest ago;
 * then run number and place in the pipeline.
 */
export function compareEntries(left: QueueEntry, right: QueueEntry, usage: Usage, keptFor: string | null): number {
  return (
    right.priority - left.priority ||
    (left.queuePosition ?? Number.MAX_SAFE_INTEGER) - (right.queuePosition ?? Number.MAX_SAFE_INTEGER) ||
    Number(right.stageId === keptFor) - Number(left.stageId === keptFor) ||
    usedBy(left, usage) - usedBy(right, usage) ||
    turnOf(left, usage) - turnOf(right, usage) ||
    left.runNumber - right.runNumber ||
    left.position - right.position ||
    (left.stageId < right.stageId ? -1 : 1)
  );
}

function usedBy({ experimentId, need }: QueueEntry, usage: Usage): number {
  return (need.gpus > 0 ? usage.gpus : usage.cpu).get(experimentId) ?? 0;
}

// On the CPU a run is brought to its end before the next begins.
function turnOf({ experimentId, need, servedAt }: QueueEntry, usage: Usage): number {
  return need.gpus > 0 ? (usage.turns.get(experimentId) ?? servedAt) : 0;
}

/** Removes and returns the entry that is next; `entries` must not be empty. */
export function takeNext(entries: QueueEntry[], usage: Usage, keptFor: string | null): QueueEntry | undefined {
  const next = entries.reduce<QueueEntry | undefined>(
    (best, entry) => (best === undefined || compareEntries(entry, best, usage, keptFor) < 0 ? entry : best),
    undefined,
  );
  if (next !== undefined) entries.splice(entries.indexOf(next), 1);
  return next;
}
