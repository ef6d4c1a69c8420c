import { and, eq, inArray } from "drizzle-orm";
import { type AttemptRow, attempts, type StageRow, stages } from "../../db/schema/index";
import type { ExecutorKind } from "../contract/executor";
import { stageKindSchema } from "../contract/stage";
import { appendEvent } from "../domain/events/append";
import { refreshRun } from "../domain/runs/refresh";
import type { Services } from "../domain/services";
import { earlyStopRequest, explainEarlyStop } from "../domain/sweeps/early-stop";
import type { FollowedFile } from "../engines/engine";
import { classifyExit } from "../engines/exit-reason";
import type { Executor } from "../executors/executor";
import { finishAttempt } from "./finish";
import { ingestAttempt } from "./ingest";
import { readLogTail } from "./log-tail";
import { isServerReady } from "./ready-probe";
import { readPlan } from "./start";
import { noteWaiting, submitOrWait } from "./submit";

/** Attempts on an executor that have not ended, with their stages. */
export function activeAttempts({ db }: Services, kind: ExecutorKind): { stage: StageRow; attempt: AttemptRow }[] {
  return db
    .select({ stage: stages, attempt: attempts })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .where(and(inArray(attempts.status, ["starting", "running", "stopping"]), eq(attempts.executor, kind)))
    .all();
}

/** One look at an attempt: carries out wishes, stores what it wrote, notices that it runs, is ready or has ended. */
export async function superviseAttempt(
  services: Services,
  executor: Executor,
  { stage, attempt }: { stage: StageRow; attempt: AttemptRow },
  now: number,
  submitAt: Map<string, number> = new Map(),
): Promise<void> {
  if (attempt.handleJson === null) {
    // The runner died between the row and the process, or a cluster has not taken the attempt yet.
    await submitOrWait(services, executor, { stage, attempt }, submitAt, now);
    return;
  }
  const place = { attemptId: attempt.id, directory: attempt.directory, handle: JSON.parse(attempt.handleJson) };
  // Only a training has a checkpoint to save; anything else that is stopped ends at once.
  if (stage.requested === "stop" && stage.kind === "distill") await executor.stop(place);
  else if (stage.requested !== null) await executor.cancel(place);
  // Status before the last reading: what was written before the end is then surely in the file.
  const state = await executor.status(place);
  const isOver = state.state === "ended" || state.state === "lost";
  if (state.state === "unreachable") noteWaiting(services.db, stage, `cannot reach ${executor.name}`);
  else if (state.state === "starting" && state.note) noteWaiting(services.db, stage, state.note);
  ingestAttempt(services.db, stage, attempt, followedOf(attempt.directory), isOver);
  if (isOver) {
    followed.delete(attempt.directory);
    const cause = state.state === "lost" ? state.cause : null;
    const ended = classifyExit({
      ...(state.state === "ended"
        ? state.exit
        : { exitCode: null, signal: null, outcomeHint: "lost", oomKill: false, message: cause }),
      requested: stage.requested === earlyStopRequest ? "cancel" : stage.requested,
      logTail: readLogTail(attempt.directory),
      stageKind: stageKindSchema.parse(stage.kind),
    });
    const exit = explainEarlyStop(services.db, stage, ended);
    await finishAttempt(services, stage, attempt, exit, { isExplained: cause !== null, now });
  } else if (state.state === "running") await noteRunning(services, stage, attempt);
}

/** By folder of an attempt, whose plan never changes and would else be read several times a second. */
const followed = new Map<string, FollowedFile[]>();

function followedOf(directory: string): FollowedFile[] {
  const files = followed.get(directory) ?? readPlan(directory).followed;
  followed.set(directory, files);
  return files;
}

async function noteRunning({ db }: Services, stage: StageRow, attempt: AttemptRow): Promise<void> {
  const place = { runId: stage.runId, stageKey: stage.key };
  if (attempt.status === "starting")
    db.transaction((tx) => {
      tx.update(attempts).set({ status: "running" }).where(eq(attempts.id, attempt.id)).run();
      tx.update(stages)
        .set({ status: "running" })
        .where(and(eq(stages.id, stage.id), eq(stages.status, "starting")))
        .run();
      appendEvent(tx, stage.kind === "serve" ? "deployment" : "stage", place);
      refreshRun(tx, stage.runId);
    });
  const isWaiting = stage.kind === "serve" && stage.progressJson === null && stage.port !== null;
  if (isWaiting && (await isServerReady(stage.port ?? 0)))
    db.transaction((tx) => {
      const ready = { step: null, totalSteps: null, fraction: 1, remainingMs: null, phase: "ready" };
      tx.update(stages)
        .set({ progressJson: JSON.stringify(ready) })
        .where(eq(stages.id, stage.id))
        .run();
      appendEvent(tx, "deployment", place);
    });
}
