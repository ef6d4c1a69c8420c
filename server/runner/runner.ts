import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, inArray, ne } from "drizzle-orm";
import { attempts, runners, stages } from "../../db/schema/index";
import { AppError } from "../contract/error";
import type { Exit } from "../contract/stage";
import { pruneEvents } from "../domain/events/follow";
import { isRunnerAlive } from "../domain/host/status";
import { refreshRun } from "../domain/runs/refresh";
import type { Services } from "../domain/services";
import type { Executor } from "../executors/executor";
import { chooseStages, readyStages } from "./claim";
import { promoteStages } from "./promote";
import { startStage } from "./start";
import { activeAttempts, superviseAttempt } from "./supervise";

const tickMs = 250;
const beatMs = 2_000;

export type RunnerOptions = {
  services: Services;
  executor: Executor;
  log: (line: string) => void;
  signal: AbortSignal;
};

/** Runs until `signal` aborts: claims ready stages, supervises attempts, beats. Attempts go on when it ends. */
export async function runRunner({ services, executor, log, signal }: RunnerOptions): Promise<void> {
  let beatAt = 0;
  pruneEvents(services.db, Date.now());
  while (!signal.aborted) {
    try {
      if (Date.now() - beatAt >= beatMs) {
        await beat(services, executor);
        beatAt = Date.now();
      }
      await tick(services, executor, log);
    } catch (error) {
      // A full disk or a locked database must not end the runner: nothing is lost, it tries again.
      log(`Paused: ${messageOf(error)}`);
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
    await sleep(tickMs, undefined, { signal }).catch(() => undefined);
  }
  // Others need not wait for the beat to grow old.
  services.db.update(runners).set({ beatAt: 0 }).where(eq(runners.pid, process.pid)).run();
}

/** Refuses a second runner on the same database while the first still beats. */
export function assertOnlyRunner({ db }: Services): void {
  const beat = db.select().from(runners).get();
  if (beat && isRunnerAlive(db) && beat.pid !== process.pid && isProcessAlive(beat.pid))
    throw new AppError("conflict", `Another runner (process ${beat.pid}) is in charge of this STILLROOM_HOME`, {
      suggestion: "End it first, or set another STILLROOM_HOME",
    });
}

async function tick(services: Services, executor: Executor, log: (line: string) => void): Promise<void> {
  for (const entry of activeAttempts(services)) {
    await superviseAttempt(services, executor, entry).catch((error: unknown) => {
      log(`Attempt ${entry.attempt.id}: ${messageOf(error)}`);
    });
  }
  promoteStages(services);
  const active = activeAttempts(services).map(({ stage }) => stage);
  const chosen = chooseStages(readyStages(services), active);
  for (const stage of chosen) {
    log(`Starting ${stage.key} of run ${stage.runId}`);
    if (stage.kind === "serve") noteCompany(services);
    await startStage(services, executor, stage, active.length + chosen.length > 1).catch((error: unknown) => {
      log(`Could not start ${stage.key}: ${messageOf(error)}`);
      failStart(services, stage.id, stage.runId, error);
    });
  }
}

/** A server that starts while a stage is measured: the report then says that it was not alone. */
function noteCompany({ db }: Services): void {
  db.update(attempts)
    .set({ measuredAlone: false })
    .where(and(inArray(attempts.status, ["starting", "running"]), eq(attempts.measuredAlone, true)))
    .run();
}

function failStart({ db }: Services, stageId: string, runId: string, error: unknown): void {
  const exit: Exit = {
    outcome: "failed",
    reason: isDiskFull(error) ? "disk-full" : "crashed",
    exitCode: null,
    signal: null,
    logTail: [],
    message: `The stage could not be started: ${messageOf(error)}`,
    suggestion: error instanceof AppError ? error.suggestion : "Mend the cause, then retry the stage",
  };
  const set = { status: "failed", endedAt: Date.now(), exitJson: JSON.stringify(exit) };
  db.transaction((tx) => {
    tx.update(attempts)
      .set(set)
      .where(and(eq(attempts.stageId, stageId), eq(attempts.status, "starting")))
      .run();
    tx.update(stages)
      .set(set)
      .where(and(eq(stages.id, stageId), ne(stages.status, "succeeded")))
      .run();
    refreshRun(tx, runId);
  });
}

async function beat({ db }: Services, executor: Executor): Promise<void> {
  const { gpus } = await executor.capacity();
  const now = Date.now();
  const row = { pid: process.pid, beatAt: now, gpusJson: JSON.stringify(gpus) };
  db.insert(runners)
    .values({ id: hostname(), startedAt: now, ...row })
    .onConflictDoUpdate({ target: runners.id, set: row })
    .run();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isDiskFull(error: unknown): boolean {
  return /ENOSPC|SQLITE_FULL|No space left/.test(messageOf(error));
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
