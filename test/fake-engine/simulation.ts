import { mkdirSync } from "node:fs";
import type { AttemptExit, LocalExecutor } from "../../server/executors/executor";
import type { Job } from "./job";
import { jobFor } from "./jobs/job-for";
import { createPlayer, type Player } from "./player";

type Attempt = { job: Job; player: Player; startedAt: number; cancelledAt: number | null };

const exit: AttemptExit = { exitCode: 0, signal: null, outcomeHint: "exited", oomKill: false, message: null };

/** Runs attempts of the fake engine within this process, by the clock `now` instead of the time of day. */
export function createSimulatedEngine(now: () => number): LocalExecutor {
  const attempts = new Map<string, Attempt>();
  const end = async ({ attemptId }: { attemptId: string }) => {
    const attempt = attempts.get(attemptId);
    if (attempt !== undefined) attempt.cancelledAt ??= now();
  };
  return {
    name: "local",
    submit: async ({ attemptId, directory, argv }) => {
      mkdirSync(directory, { recursive: true });
      const job = jobFor(argv);
      const startedAt = now();
      attempts.set(attemptId, { job, player: createPlayer(job, directory, startedAt), startedAt, cancelledAt: null });
      return { simulated: attemptId };
    },
    status: async ({ attemptId }) => {
      const attempt = attempts.get(attemptId);
      if (attempt === undefined) return { state: "lost", cause: null };
      const { job, player, startedAt, cancelledAt } = attempt;
      const elapsedMs = (cancelledAt ?? now()) - startedAt;
      player.playUntil(Math.min(elapsedMs, job.durationMs ?? elapsedMs));
      if (cancelledAt !== null)
        return { state: "ended", exit: { ...exit, exitCode: null, signal: "SIGTERM", outcomeHint: "cancelled" } };
      if (job.durationMs === null || elapsedMs < job.durationMs) return { state: "running" };
      return { state: "ended", exit: { ...exit, exitCode: job.exitCode } };
    },
    stop: end,
    cancel: end,
    capacity: async () => ({ gpus: [], cpuCount: 8, memoryTotalBytes: 2 ** 35 }),
  };
}
