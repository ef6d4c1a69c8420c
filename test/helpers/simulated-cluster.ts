import { AppError } from "../../server/contract/error";
import type { ClusterCapacity, ConnectionReport } from "../../server/contract/executor";
import { verbatim } from "../../server/contract/message";
import type { AttemptJob, AttemptState, ClusterExecutor } from "../../server/executors/executor";

export type SimulatedCluster = ClusterExecutor & {
  /** What it does with the next jobs: takes them, does not answer, or refuses. */
  mood: "takes" | "away" | "refuses";
  /** What it says of every job it has. */
  state: AttemptState;
  jobs: AttemptJob[];
  cancelled: string[];
  /** How long each of its answers takes. */
  answerMs: number;
};

const capacity: ClusterCapacity = { nodeCount: 1, gpuCount: 2, usedGpus: 0, cpuCount: 4, memoryTotalBytes: null };
const report: ConnectionReport = { ok: true, atMs: 1, checks: [], capacity };

/** A cluster that answers as the test says. */
export function createSimulatedCluster(): SimulatedCluster {
  const wait = () => new Promise((resolve) => setTimeout(resolve, cluster.answerMs));
  const away = () => new AppError("unavailable", verbatim("Ray does not answer"));
  const cluster: SimulatedCluster = {
    name: "ray",
    mood: "takes",
    state: { state: "running" },
    jobs: [],
    cancelled: [],
    answerMs: 0,
    submit: async (job) => {
      await wait();
      if (cluster.mood === "away") throw away();
      if (cluster.mood === "refuses") throw new AppError("invalid-input", verbatim("Ray refuses: no such resource"));
      cluster.jobs.push(job);
      return { submissionId: job.attemptId };
    },
    status: async () => {
      await wait();
      return cluster.mood === "away" ? { state: "unreachable", message: verbatim("no answer") } : cluster.state;
    },
    stop: async () => undefined,
    cancel: async ({ attemptId }) => void cluster.cancelled.push(attemptId),
    capacity: async () => {
      if (cluster.mood === "away") throw away();
      return capacity;
    },
    testConnection: async () => report,
  };
  return cluster;
}
