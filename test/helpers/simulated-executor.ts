import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AttemptExit, AttemptJob, GpuFacts, LocalExecutor } from "../../server/executors/executor";

export type SimulatedAttempt = { id: string; directory: string; gpus: number[]; startedAt: number; endsAt: number };
/** Writes what an attempt has written after so many ms of work; called at every look at it. */
export type Writer = (attempt: SimulatedAttempt, elapsedMs: number) => void;
export type Simulation = LocalExecutor & { attempts: SimulatedAttempt[]; running: () => SimulatedAttempt[] };

/** How an attempt ends that did what it was to do. */
export const ended: AttemptExit = { exitCode: 0, signal: null, outcomeHint: "exited", oomKill: false, message: null };
const cancelled: AttemptExit = { ...ended, exitCode: null, signal: "SIGTERM", outcomeHint: "cancelled" };

/** An executor whose attempts take as long as `durationMs` says by the clock `now`, and leave what a real one would leave. */
export function createSimulation(
  gpuCount: number,
  now: () => number,
  durationMs: (job: AttemptJob) => number,
  write: Writer = () => undefined,
  exitOf: (attempt: SimulatedAttempt) => AttemptExit = () => ended,
): Simulation {
  const attempts: SimulatedAttempt[] = [];
  const stopped = new Set<string>();
  const running = () => attempts.filter(({ endsAt }) => endsAt > now());
  return {
    name: "local",
    attempts,
    running,
    submit: async (job) => {
      const gpus = (job.env.CUDA_VISIBLE_DEVICES ?? "").split(",").filter(Boolean).map(Number);
      const { attemptId: id, directory } = job;
      attempts.push({ id, directory, gpus, startedAt: now(), endsAt: now() + durationMs(job) });
      return { id };
    },
    status: async ({ attemptId }) => {
      const attempt = attempts.find(({ id }) => id === attemptId);
      if (attempt === undefined) return { state: "lost", cause: null };
      write(attempt, Math.min(now(), attempt.endsAt) - attempt.startedAt);
      if (attempt.endsAt > now()) return { state: "running" };
      if (stopped.has(attemptId)) return { state: "ended", exit: cancelled };
      leaveResults(attempt.directory);
      return { state: "ended", exit: exitOf(attempt) };
    },
    stop: async () => undefined,
    cancel: async ({ attemptId }) => {
      const attempt = attempts.find(({ id }) => id === attemptId);
      if (attempt === undefined || attempt.endsAt <= now()) return;
      attempt.endsAt = now();
      stopped.add(attemptId);
    },
    capacity: async () => ({ gpus: listGpus(gpuCount, running()), cpuCount: 8, memoryTotalBytes: 2 ** 36 }),
  };
}

function listGpus(count: number, running: SimulatedAttempt[]): GpuFacts[] {
  return Array.from({ length: count }, (_, index) => {
    const isUsed = running.some(({ gpus }) => gpus.includes(index));
    const memoryUsedBytes = isUsed ? 2 ** 35 : 0;
    return { index, name: "Simulated", memoryTotalBytes: 2 ** 36, memoryUsedBytes, utilization: isUsed ? 1 : 0 };
  });
}

function leaveResults(directory: string): void {
  mkdirSync(join(directory, "model"), { recursive: true });
  writeFileSync(join(directory, "model", "config.json"), directory);
  const row = { response: "Yes", messages: [{ role: "user", content: "One?" }] };
  writeFileSync(join(directory, "responses.jsonl"), `${JSON.stringify(row)}\n`);
  const item = {
    dataset: "facts",
    index: 0,
    prompt: "One?",
    references: ["yes"],
    answer: "Yes",
    latencyMs: 5,
    error: null,
  };
  const measured = { serverPeakMemoryBytes: null, sizeBytes: 9, readyAfterMs: 1, reasons: {} };
  writeFileSync(join(directory, "result.json"), JSON.stringify({ items: [item], loads: [], ...measured }));
}
