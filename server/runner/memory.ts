import { type ClusterKind, type ExecutorKind, executorKindSchema } from "../contract/executor";
import { forEachName } from "../contract/registry";
import type { GpuFacts } from "../executors/executor";
import type { Reservation } from "./allocate";
import type { JudgedPoints } from "./early-stop";

/** What the runner remembers from one look to the next; nothing of it has to survive the runner. */
export type Memory = {
  gpus: GpuFacts[];
  reservations: Record<ExecutorKind, Reservation | null>;
  /** Work on a cluster that is under way, so that a slow one holds nobody up. */
  clusterWork: Map<ClusterKind, Promise<void>>;
  /** When an attempt that a cluster did not take is handed to it again, by attempt id. */
  submitAt: Map<string, number>;
  judged: JudgedPoints;
  /** What was last said of each thing that is at fault. */
  told: Map<string, string>;
  /** How everything was when the queue was last looked at; null to look again at once. */
  queueLook: LookFacts | null;
  /** The same of the attempts on this host, and when one last began or ended. */
  attemptLook: (LookFacts & { changedAtMs: number }) | null;
};

/** Times are by a clock that never jumps. */
export type LookFacts = { atMs: number; foreignCommits: unknown; activeIds: string };

/** The memory of a runner that has just begun. */
export function createMemory(): Memory {
  return {
    gpus: [],
    reservations: forEachName(executorKindSchema.options, () => null),
    clusterWork: new Map(),
    submitAt: new Map(),
    judged: new Map(),
    told: new Map(),
    queueLook: null,
    attemptLook: null,
  };
}
