import type { QueueHost } from "../../server/contract/queue";
import type { ActiveEntry, QueueEntry } from "../../server/domain/placement/queue/entries";
import type { Need } from "../../server/domain/placement/queue/need";

/** A ready stage of run `number`, alone in its experiment, that needs `gpus` GPUs; `changes` are laid over it. */
export function entryOf(
  number: number,
  gpus: number,
  { need, ...changes }: Partial<Omit<QueueEntry, "need">> & { need?: Partial<Need> } = {},
): QueueEntry {
  return {
    stageId: `s${number}`,
    runId: `r${number}`,
    experimentId: `e${number}`,
    kind: "distill",
    executor: "local",
    runNumber: number,
    position: 0,
    priority: 0,
    queuePosition: null,
    held: false,
    ready: true,
    retryAt: null,
    servedAt: 0,
    cacheKey: null,
    need: { gpus, share: null, alone: false, ...need },
    ...changes,
  };
}

/** The same stage once it runs on these GPUs. */
export function activeOf(entry: QueueEntry, ...gpus: number[]): ActiveEntry {
  return { ...entry, gpus };
}

/** A host with GPUs in these states, numbered from 0. */
export function hostOf(states: QueueHost["gpus"][number]["state"][], cpuSlots = 1): QueueHost {
  return { gpus: states.map((state, index) => ({ index, state })), cpuSlots };
}
