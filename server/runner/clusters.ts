import { eq } from "drizzle-orm";
import { type AttemptRow, clusters as clusterRows } from "../../db/schema/index";
import { saidOf } from "../contract/error";
import { type ClusterKind, clusterKindSchema } from "../contract/executor";
import { appendEvent } from "../domain/pipeline/events/append";
import { findCluster } from "../domain/placement/executors/clusters";
import type { Services } from "../domain/services";
import type { ClusterExecutor } from "../executors/executor";
import type { Tell } from "../platform/logger/logger";
import { doEach, tellFault } from "./isolate";
import type { Memory } from "./memory";
import { mustWait } from "./pause";
import { activeAttempts, superviseAttempts } from "./supervise";

/** The executor of a cluster by its settings of now; null while it is not set up. */
export type Clusters = (kind: ClusterKind) => ClusterExecutor | null;

type Tools = { services: Services; clusters: Clusters; log: Tell; now: () => number };

const askMs = 10_000;

/** Looks after everything on clusters without waiting for them: a second look at a cluster begins when the first has ended. */
export function lookAfterClusters(tools: Tools, memory: Memory): void {
  for (const kind of clusterKindSchema.options) {
    if (memory.clusterWork.has(kind)) continue;
    const tell = (error: unknown) => tellFault({ log: tools.log, told: memory.told }, kind, error);
    const cluster = executorFor(tools, kind, tell);
    if (cluster === null) continue;
    const work = lookAfter(tools, kind, cluster, memory)
      .catch(tell)
      .finally(() => memory.clusterWork.delete(kind));
    memory.clusterWork.set(kind, work);
  }
}

/** The executor of a cluster; null also while one cannot be made of its settings, which keeps no other cluster waiting. */
function executorFor(
  { services, clusters }: Tools,
  kind: ClusterKind,
  onFault: (error: unknown) => void,
): ClusterExecutor | null {
  try {
    return clusters(kind);
  } catch (error) {
    if (mustWait(error, services)) throw error;
    onFault(error);
    return null;
  }
}

async function lookAfter(
  { services, log, now }: Tools,
  kind: ClusterKind,
  cluster: ClusterExecutor,
  memory: Memory,
): Promise<void> {
  const faults = { log, told: memory.told };
  const onProblem = (attempt: AttemptRow, error: unknown) =>
    tellFault(faults, `Attempt ${attempt.id}`, error, { attemptId: attempt.id });
  // One after the other: a cluster that does not answer costs one time-out a round.
  const looks = activeAttempts(services, kind).map(
    (entry) => () =>
      superviseAttempts(services, cluster, [entry], { now: now(), onProblem, log, submitAt: memory.submitAt }),
  );
  await doEach(services, [
    () => testIfAsked(services, kind, cluster),
    ...looks,
    async () => {
      const askedAt = findCluster(services.db, kind)?.askedAt ?? 0;
      if (Date.now() - askedAt >= askMs) await noteCapacity(services, kind, cluster);
    },
  ]);
}

async function testIfAsked({ db }: Services, kind: ClusterKind, cluster: ClusterExecutor): Promise<void> {
  const requestedAt = findCluster(db, kind)?.testRequestedAt ?? null;
  if (requestedAt === null) return;
  const report = await cluster.testConnection();
  db.transaction((tx) => {
    const isLast = findCluster(tx, kind)?.testRequestedAt === requestedAt;
    tx.update(clusterRows)
      .set({ reportJson: JSON.stringify(report), ...(isLast && { testRequestedAt: null }), askedAt: null })
      .where(eq(clusterRows.kind, kind))
      .run();
    appendEvent(tx, "runner");
  });
}

/** Stores what the cluster has now, or why it does not say. */
async function noteCapacity({ db }: Services, kind: ClusterKind, cluster: ClusterExecutor): Promise<void> {
  const before = findCluster(db, kind);
  const answer = await cluster.capacity().then(
    (capacity) => ({ capacityJson: JSON.stringify(capacity), problem: null }),
    (error: unknown) => ({ capacityJson: before?.capacityJson ?? null, problem: JSON.stringify(saidOf(error)) }),
  );
  db.transaction((tx) => {
    tx.update(clusterRows)
      .set({ ...answer, askedAt: Date.now() })
      .where(eq(clusterRows.kind, kind))
      .run();
    if (before?.problem !== answer.problem || before?.capacityJson !== answer.capacityJson) appendEvent(tx, "runner");
  });
}
