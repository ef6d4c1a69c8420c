import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { type AttemptRow, attempts, type StageRow, stages } from "../../db/schema/index";
import { message } from "../contract/message";
import { UnreadableRecipeError } from "../contract/recipe/stored";
import { type Exit, endStatuses } from "../contract/stage";
import { traitsOf } from "../contract/stage-kinds";
import { appendStageEvent } from "../domain/pipeline/events/append";
import { refreshRun } from "../domain/pipeline/runs/refresh";
import { type DigestedArtifact, digestArtifacts, registerArtifacts } from "../domain/results/artifacts/register";
import { assembleEvaluation } from "../domain/results/evaluations/assemble";
import { storeEvaluation } from "../domain/results/evaluations/store";
import { failEqualStages, reviveEqualStages } from "../domain/runs/sweeps/equal-stages";
import type { Services } from "../domain/services";
import { measuredResultSchema } from "../engines/evalscope/result";
import { loadWork, type StageWork } from "./context";
import { messageOf } from "./message";
import { mustWait } from "./pause";
import { retryTimeOf, vainRetries } from "./retry";

/** Stores how an attempt ended with all that it made, in one transaction; a result that cannot be read makes it a failure. */
export async function finishAttempt(
  services: Services,
  stage: StageRow,
  attempt: AttemptRow,
  ended: Exit,
  { isExplained, now }: { isExplained: boolean; now: number },
): Promise<void> {
  const work = await collect(services, stage, attempt, ended);
  const times = { isExplained, now };
  try {
    storeEnd(services, { stage, attempt }, work, times);
  } catch (error) {
    if (mustWait(error, services)) throw error;
    storeEnd(services, { stage, attempt }, { ...nothing, exit: withoutResult(work.exit, error) }, times);
  }
}

type Made = {
  exit: Exit;
  needs: string[];
  artifacts: DigestedArtifact[];
  measured: ReturnType<typeof readMeasured> | null;
};

const nothing = { needs: [], artifacts: [], measured: null };

function storeEnd(
  services: Services,
  { stage, attempt }: { stage: StageRow; attempt: AttemptRow },
  { exit, needs, artifacts, measured }: Made,
  { isExplained, now }: { isExplained: boolean; now: number },
): void {
  const endedAt = now;
  const ranMs = now - (attempt.startedAt ?? now);
  const autoRetries = vainRetries(stage, { ranMs, isExplained });
  const isAgain = exit.outcome === "lost" && stage.requested === null;
  const retryAt = isAgain ? retryTimeOf({ kind: stage.kind, autoRetries }, isExplained, now) : null;
  const next =
    retryAt === null
      ? { status: endStatuses[exit.outcome], endedAt }
      : { status: "waiting" as const, endedAt: null, retryAt, autoRetries: autoRetries + 1 };
  services.db.transaction((tx) => {
    registerArtifacts(tx, { stageId: stage.id, attemptId: attempt.id, inputs: needs }, artifacts);
    if (measured !== null) storeEvaluation(tx, stage.id, measured);
    const exitJson = JSON.stringify(exit);
    tx.update(attempts)
      .set({ status: endStatuses[exit.outcome], endedAt, exitJson })
      .where(eq(attempts.id, attempt.id))
      .run();
    tx.update(stages)
      .set({ ...next, exitJson, requested: null })
      .where(eq(stages.id, stage.id))
      .run();
    appendStageEvent(tx, stage);
    refreshRun(tx, stage.runId);
    if (exit.outcome === "failed") failEqualStages(tx, stage, exit, now);
    if (exit.outcome === "succeeded") reviveEqualStages(tx, stage);
  });
}

/** What an attempt that ended well has made; its recipe is needed for that alone. */
async function collect(services: Services, stage: StageRow, attempt: AttemptRow, exit: Exit): Promise<Made> {
  const isKept = exit.outcome === "succeeded" || (traitsOf(stage.kind).isTraining && exit.outcome === "stopped");
  if (!isKept) return { ...nothing, exit };
  try {
    const work = loadWork(services, stage);
    const collected = await work.spec.collect(attempt.directory, work.recipe);
    const measured =
      exit.outcome === "succeeded" && traitsOf(stage.kind).isMeasured ? readMeasured(work, attempt) : null;
    return { exit, needs: work.spec.needs, artifacts: digestArtifacts(services.db, collected), measured };
  } catch (error) {
    if (mustWait(error, services)) throw error;
    return { ...nothing, exit: withoutResult(exit, error) };
  }
}

function withoutResult(exit: Exit, error: unknown): Exit {
  return {
    ...exit,
    outcome: "failed",
    reason: "crashed",
    message: message("exits.result-unreadable", {
      words: error instanceof UnreadableRecipeError ? error.problem : messageOf(error),
    }),
    suggestion: message("exits.look-at-log-next"),
  };
}

function readMeasured({ recipe, stage }: StageWork, attempt: AttemptRow) {
  const result = measuredResultSchema.parse(readResult(attempt));
  return assembleEvaluation(recipe, stage.subject ?? "", result, attempt.measuredAlone ?? false);
}

function readResult(attempt: AttemptRow): unknown {
  return JSON.parse(readFileSync(join(attempt.directory, "result.json"), "utf8"));
}
