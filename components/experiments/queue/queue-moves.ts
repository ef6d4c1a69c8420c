import type { QueuedRun } from "../../../server/contract/queue";

type Queued = Pick<QueuedRun, "runId" | "priority">;

/** The run before which `runId` has to be put so that it takes the place of `targetId`; null for the last place of its priority, undefined where it cannot go there. */
export function beforeOf(queue: readonly Queued[], runId: string, targetId: string): string | null | undefined {
  const run = queue.find((entry) => entry.runId === runId);
  const peers = queue.filter(({ priority }) => priority === run?.priority).map((entry) => entry.runId);
  const from = peers.indexOf(runId);
  const to = peers.indexOf(targetId);
  if (from < 0 || to < 0 || from === to) return undefined;
  return to < from ? targetId : (peers[to + 1] ?? null);
}

/** The run whose place `runId` takes one step up (-1) or down (1), undefined at the end of its priority. */
export function neighbourOf(queue: readonly Queued[], runId: string, step: -1 | 1): string | undefined {
  const index = queue.findIndex((entry) => entry.runId === runId);
  const neighbour = queue[index + step];
  return neighbour?.priority === queue[index]?.priority ? neighbour?.runId : undefined;
}
