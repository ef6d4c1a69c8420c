import { eq } from "drizzle-orm";
import type { Db } from "../../db/client";
import { type AttemptRow, type StageRow, stages } from "../../db/schema/index";
import { AppError } from "../contract/error";
import { isCluster } from "../contract/executor";
import { type Message, message } from "../contract/message";
import type { Exit } from "../contract/stage";
import { appendEvent } from "../domain/pipeline/events/append";
import type { Services } from "../domain/services";
import type { Executor } from "../executors/executor";
import { failStart } from "./fail-start";
import { finishAttempt } from "./finish";
import { mustWait } from "./pause";
import { submitAttempt } from "./start";

const againMs = 5_000;

const cancelled: Exit = {
  outcome: "cancelled",
  reason: null,
  exitCode: null,
  signal: null,
  logTail: [],
  message: message("exits.cancelled-before-start"),
  suggestion: null,
};

/**
 * Hands a stored attempt to its executor. One that does not answer is asked again after some seconds, by `submitAt`
 * (times by attempt id); any other refusal fails the stage. A wish to end it waits in the attempt's folder.
 */
export async function submitOrWait(
  services: Services,
  executor: Executor,
  { stage, attempt }: { stage: StageRow; attempt: AttemptRow },
  submitAt: Map<string, number>,
  now: number,
): Promise<void> {
  if (stage.requested !== null)
    await executor.cancel({ attemptId: attempt.id, directory: attempt.directory, handle: {} });
  if (now < (submitAt.get(attempt.id) ?? 0)) return;
  try {
    await submitAttempt(services, executor, attempt);
    submitAt.delete(attempt.id);
  } catch (error) {
    if (mustWait(error, services)) throw error;
    if (!isCluster(executor.name) || !(error instanceof AppError) || error.code !== "unavailable") {
      failStart(services, stage.id, stage.runId, error);
      return;
    }
    if (stage.requested !== null) {
      // Should the cluster have taken it unheard, its wrapper finds the wish and ends.
      await finishAttempt(services, stage, attempt, cancelled, { isExplained: false, now });
      return;
    }
    submitAt.set(attempt.id, now + againMs);
    noteWaiting(services.db, stage, error.said);
  }
}

/** Shows what a stage that has been handed over waits for. */
export function noteWaiting(db: Db, stage: StageRow, phase: Message): void {
  const progressJson = JSON.stringify({ step: null, totalSteps: null, fraction: null, remainingMs: null, phase });
  if (stage.status !== "starting" || stage.progressJson === progressJson) return;
  db.transaction((tx) => {
    tx.update(stages).set({ progressJson }).where(eq(stages.id, stage.id)).run();
    appendEvent(tx, "stage", { runId: stage.runId, stageKey: stage.key });
  });
}
