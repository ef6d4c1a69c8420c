import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../db/client";
import { prepared } from "../../db/prepared";
import { type AttemptRow, attempts, type StageRow, stages } from "../../db/schema/index";
import { type ExecutorKind, executorNames } from "../contract/executor";
import { message } from "../contract/message";
import { type Exit, stageKindSchema } from "../contract/stage";
import { traitsOf } from "../contract/stage-kinds";
import { appendStageEvent } from "../domain/pipeline/events/append";
import { refreshRun } from "../domain/pipeline/runs/refresh";
import { readJson } from "../domain/pipeline/stored/read-json";
import { explainEarlyStop } from "../domain/runs/sweeps/early-stop";
import type { Services } from "../domain/services";
import type { FollowedFile } from "../engines/engine";
import { classifyExit } from "../engines/exit-reason";
import type { AttemptState, Executor } from "../executors/executor";
import type { Tell } from "../platform/logger/logger";
import { finishAttempt } from "./finish";
import { ingestAttempts, type Written } from "./ingest";
import { readLogTail } from "./log-tail";
import { messageOf } from "./message";
import { mustWait } from "./pause";
import { isServerReady } from "./ready-probe";
import { readPlan } from "./start";
import { noteWaiting, submitOrWait } from "./submit";

/** An attempt that has not ended, with its stage. */
export type Active = { stage: StageRow; attempt: AttemptRow };

const handleSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const listActive = prepared((db: Db) =>
  db
    .select({ stage: stages, attempt: attempts })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .where(
      and(
        inArray(attempts.status, ["starting", "running", "stopping"]),
        eq(attempts.executor, sql.placeholder("executor")),
      ),
    )
    .prepare(),
);

/** Attempts on an executor that have not ended, with their stages. */
export function activeAttempts({ db }: Services, executor: ExecutorKind): Active[] {
  return listActive(db).all({ executor });
}

/** How an attempt was at a look that came before its files were read: what was written before the end is then surely in them. */
type Look = Active & { state: AttemptState };

/** A look whose files are stored, or of an attempt that is over and whose files cannot be, for the reason `fault`. */
type StoredLook = Look & { fault?: unknown };

type Supervision = {
  now: number;
  /** Hears of what went wrong with one attempt; the others go on unless it throws. */
  onProblem: (attempt: AttemptRow, error: unknown) => void;
  submitAt?: Map<string, number>;
  log?: Tell;
};

/** One look at attempts of an executor: carries out wishes, stores what they wrote, notices that they run, are ready or have ended. */
export async function superviseAttempts(
  services: Services,
  executor: Executor,
  entries: readonly Active[],
  { now, onProblem, submitAt = new Map(), log = () => undefined }: Supervision,
): Promise<void> {
  const looks: Look[] = [];
  for (const entry of entries) {
    try {
      const state = await lookAtAttempt(services, executor, entry, now, submitAt);
      if (state !== null) looks.push({ ...entry, state });
    } catch (error) {
      onProblem(entry.attempt, error);
    }
  }
  for (const look of storeWritten(services, looks, onProblem)) {
    try {
      await concludeLook(services, look, now, log);
    } catch (error) {
      onProblem(look.attempt, error);
    }
  }
}

/** Stores what all wrote at once; answers those whose files are stored, and those that have ended without. */
function storeWritten(
  services: Services,
  looks: readonly Look[],
  onProblem: Supervision["onProblem"],
): readonly StoredLook[] {
  try {
    ingestAttempts(services.db, looks.map(writtenBy));
    return looks;
  } catch (error) {
    const [first, ...others] = looks;
    if (first === undefined) return [];
    const isWaiting = mustWait(error, services);
    if (others.length === 0 || isWaiting) {
      onProblem(first.attempt, error);
      return isWaiting || !isOver(first.state) ? [] : [{ ...first, fault: error }];
    }
    // One that cannot be stored does not hold up the others.
    return looks.flatMap((look) => storeWritten(services, [look], onProblem));
  }
}

/** Carries out wishes and asks how the attempt is; null for one that is only being started. */
async function lookAtAttempt(
  services: Services,
  executor: Executor,
  { stage, attempt }: Active,
  now: number,
  submitAt: Map<string, number>,
): Promise<AttemptState | null> {
  const handle = readJson(handleSchema, attempt.handleJson);
  if (handle === null) {
    // The runner died between the row and the process, or a cluster has not taken the attempt yet, or what it answered is damaged.
    await submitOrWait(services, executor, { stage, attempt }, submitAt, now);
    return null;
  }
  const place = { attemptId: attempt.id, directory: attempt.directory, handle };
  // Only a training has a checkpoint to save; anything else that is stopped ends at once.
  if (stage.requested === "stop" && traitsOf(stage.kind).isTraining) await executor.stop(place);
  else if (stage.requested !== null) await executor.cancel(place);
  const state = await executor.status(place);
  if (state.state === "unreachable")
    noteWaiting(services.db, stage, message("jobs.cannot-reach", { name: executorNames[executor.name] }));
  else if (state.state === "starting" && state.note) noteWaiting(services.db, stage, state.note);
  return state;
}

/** What an attempt may have written by the time of a look; all of it where it is over. */
function writtenBy({ stage, attempt, state }: Look): Written {
  return { stage, attempt, files: followedOf(attempt.directory), flush: isOver(state) };
}

/** Notices that an attempt runs, is ready or has ended, once what it wrote is stored. */
async function concludeLook(services: Services, look: StoredLook, now: number, log: Tell): Promise<void> {
  const { stage, attempt, state } = look;
  if (state.state === "running") return noteRunning(services, stage, attempt);
  if (!isOver(state)) return;
  followed.delete(attempt.directory);
  const cause = state.state === "lost" ? state.cause : null;
  const ended = classifyExit({
    ...(state.state === "ended"
      ? state.exit
      : { exitCode: null, signal: null, outcomeHint: "lost", oomKill: false, message: cause }),
    requested: isEndedByStillroom(stage) ? "cancel" : stage.requested,
    logTail: readLogTail(attempt.directory),
    stageKind: stageKindSchema.parse(stage.kind),
  });
  const exit = withFault(explainUnneeded(stage, explainEarlyStop(services.db, stage, ended)), look.fault);
  await finishAttempt(services, stage, attempt, exit, { isExplained: cause !== null, now });
  const place = { attemptId: attempt.id, runId: stage.runId, stageKey: stage.key };
  const durationMs = now - (attempt.startedAt ?? now);
  log(`Ended ${stage.key} of run ${stage.runId}: ${exit.outcome}`, { ...place, durationMs });
}

function isEndedByStillroom({ requested }: StageRow): boolean {
  return requested === "early-stop" || requested === "unneeded";
}

function explainUnneeded({ requested }: StageRow, exit: Exit): Exit {
  if (requested !== "unneeded" || exit.outcome !== "cancelled") return exit;
  return { ...exit, message: message("exits.unneeded") };
}

function withFault(exit: Exit, fault: unknown): Exit {
  if (fault === undefined || exit.outcome !== "succeeded") return exit;
  const text = message("exits.not-stored", { words: messageOf(fault) });
  return { ...exit, outcome: "failed", reason: "crashed", message: text, suggestion: message("exits.mend-next") };
}

function isOver({ state }: AttemptState): boolean {
  return state === "ended" || state === "lost";
}

/** By folder of an attempt, whose plan never changes and would else be read several times a second. */
const followed = new Map<string, FollowedFile[]>();

function followedOf(directory: string): FollowedFile[] {
  const files = followed.get(directory) ?? readPlan(directory).followed;
  followed.set(directory, files);
  return files;
}

async function noteRunning({ db }: Services, stage: StageRow, attempt: AttemptRow): Promise<void> {
  if (attempt.status === "starting")
    db.transaction((tx) => {
      tx.update(attempts).set({ status: "running" }).where(eq(attempts.id, attempt.id)).run();
      tx.update(stages)
        .set({ status: "running" })
        .where(and(eq(stages.id, stage.id), eq(stages.status, "starting")))
        .run();
      appendStageEvent(tx, stage);
      refreshRun(tx, stage.runId);
    });
  const isWaiting = traitsOf(stage.kind).isServer && stage.progressJson === null && stage.port !== null;
  if (isWaiting && (await isServerReady(stage.port ?? 0)))
    db.transaction((tx) => {
      const ready = { step: null, totalSteps: null, fraction: 1, remainingMs: null, phase: message("phases.ready") };
      tx.update(stages)
        .set({ progressJson: JSON.stringify(ready) })
        .where(eq(stages.id, stage.id))
        .run();
      appendStageEvent(tx, stage);
    });
}
