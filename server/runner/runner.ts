import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { type AttemptRow, runners } from "../../db/schema/index";
import { AppError } from "../contract/error";
import { message } from "../contract/message";
import { pruneEvents } from "../domain/pipeline/events/follow";
import { beatColumns, latestBeat, noBeat } from "../domain/placement/host/beat";
import { isRunnerInCharge } from "../domain/placement/host/status";
import { fixedSettingsOf } from "../domain/placement/queue/host";
import { finishRemovals } from "../domain/runs/deletion/files";
import { readFollowed } from "../domain/runs/imports/follow-all";
import type { Services } from "../domain/services";
import type { GpuFacts, LocalExecutor } from "../executors/executor";
import type { Tell } from "../platform/logger/logger";
import { readMoment } from "../platform/machine-clock";
import { type Clusters, lookAfterClusters } from "./clusters";
import { lookAfterDownloads } from "./downloads";
import { stopWorseTrials } from "./early-stop";
import { doEach, tellFault } from "./isolate";
import { createMemory, type Memory } from "./memory";
import { messageOf } from "./message";
import { createPauseTeller, mustWait } from "./pause";
import { promoteStages } from "./promote";
import { isAttemptLookDue, isQueueDue, noteAttemptLook, watchQueue } from "./queue-look";
import { localHost, startNext } from "./schedule";
import { activeAttempts, superviseAttempts } from "./supervise";

const tickMs = 250;
const beatMs = 2_000;
const importsMs = 1_000;
const downloadsMs = 1_000;

export type RunnerOptions = {
  services: Services;
  executor: LocalExecutor;
  /** Without it everything runs on this host. */
  clusters?: Clusters;
  log: Tell;
  signal: AbortSignal;
  /** The clock by which lost stages are tried again, in ms. */
  now?: () => number;
};

/** Runs until `signal` aborts: claims ready stages, supervises attempts, beats. Attempts go on when it ends. */
export async function runRunner(options: RunnerOptions): Promise<void> {
  const { services, executor, log, signal, now = Date.now } = options;
  const memory = createMemory();
  const { home, pauseNote } = services.paths;
  const teller = createPauseTeller(pauseNote, home, log);
  let beatAt: number | null = null;
  let importsReadAt: number | null = null;
  let downloadsAt: number | null = null;
  let isPruned = false;
  while (!signal.aborted) {
    try {
      await doEach(services, [
        async () => {
          if (isPruned) return;
          pruneEvents(services.db, Date.now());
          await finishRemovals(services);
          isPruned = true;
        },
        async () => {
          // Not by the clock on the wall, which somebody may set back.
          if (beatAt !== null && performance.now() - beatAt < beatMs) return;
          memory.gpus = await beat(services, executor);
          beatAt = performance.now();
        },
        () => {
          if (importsReadAt !== null && performance.now() - importsReadAt < importsMs) return;
          readFollowed(services);
          importsReadAt = performance.now();
        },
        async () => {
          if (downloadsAt !== null && performance.now() - downloadsAt < downloadsMs) return;
          await lookAfterDownloads(services, executor, { log, told: memory.told });
          downloadsAt = performance.now();
        },
        async () => {
          if (!isAttemptLookDue(services.db, memory)) return;
          noteAttemptLook(services.db, memory);
          await lookAtAttempts({ ...options, now }, memory);
        },
        async () => {
          if (!isQueueDue(services.db, memory)) return;
          lookAtClusters({ ...options, now }, memory);
          await lookAtQueue({ ...options, now }, memory);
        },
      ]);
      teller.goOn();
    } catch (error) {
      // A full disk or a locked database must not end the runner: nothing is lost, it tries again.
      teller.pause(error, Date.now());
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
    await sleep(tickMs, undefined, { signal }).catch(() => undefined);
  }
  await Promise.allSettled(memory.clusterWork.values());
  teller.close();
  try {
    services.db.update(runners).set(noBeat).where(eq(runners.pid, process.pid)).run();
  } catch (error) {
    log(`Ended without a last word: ${messageOf(error)}`, { err: error });
  }
}

/** Refuses a second runner on the same database while the first still beats. */
export function assertOnlyRunner(services: Services): void {
  const beat = latestBeat(services.db);
  if (beat && isRunnerInCharge(services) && beat.pid !== process.pid && isProcessAlive(beat.pid))
    throw runnerConflict(beat.pid);
}

/** The error for a runner that finds another one, of process `pid`, in charge. */
export function runnerConflict(pid: number): AppError {
  return new AppError("conflict", message("cli.runner-conflict", { pid: String(pid) }), {
    suggestion: message("cli.runner-conflict-next"),
  });
}

type Tools = Omit<RunnerOptions, "signal">;

/** One look at everything that runs, then at everything that could. */
export async function tick(tools: Tools, memory: Memory): Promise<void> {
  await lookAtAttempts(tools, memory);
  lookAtClusters(tools, memory);
  await lookAtQueue(tools, memory);
}

async function lookAtAttempts({ services, executor, log, now = Date.now }: Tools, memory: Memory): Promise<void> {
  const active = activeAttempts(services, "local");
  const onProblem = (attempt: AttemptRow, error: unknown) => {
    if (mustWait(error, services)) throw error;
    tellFault({ log, told: memory.told }, `Attempt ${attempt.id}`, error, { attemptId: attempt.id });
  };
  await superviseAttempts(services, executor, active, { now: now(), onProblem, log });
}

function lookAtClusters({ services, clusters = () => null, log, now = Date.now }: Tools, memory: Memory): void {
  lookAfterClusters({ services, clusters, log, now }, memory);
}

async function lookAtQueue({ services, executor, log, now = Date.now }: Tools, memory: Memory): Promise<void> {
  const isChanged = watchQueue(services.db, memory);
  const faults = { log, told: memory.told };
  await doEach(services, [
    () => stopWorseTrials(services, memory.judged, now(), faults),
    () => promoteStages(services, now(), faults),
    () => startNext(services, executor, memory, { now, ...faults }),
  ]);
  // What has just become ready or reused may let others follow.
  if (isChanged()) memory.queueLook = null;
}

/** Tells that this runner is there, and what it may give to stages; returns the GPUs of the host. */
async function beat(services: Services, executor: LocalExecutor): Promise<GpuFacts[]> {
  const { db } = services;
  const { gpus } = await executor.capacity();
  const now = readMoment();
  const hostJson = JSON.stringify({ ...localHost(services, gpus, now.wallMs), fixedBy: fixedSettingsOf(process.env) });
  const row = { pid: process.pid, ...beatColumns(now), gpusJson: JSON.stringify(gpus), hostJson };
  db.insert(runners)
    .values({ id: hostname(), startedAt: now.wallMs, ...row })
    .onConflictDoUpdate({ target: runners.id, set: row })
    .run();
  return gpus;
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
