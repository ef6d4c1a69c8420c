import type { Db } from "../../db/client";
import { attempts, evaluationItems, evaluations, experiments, runs, stages } from "../../db/schema/index";
import type { Evaluation } from "../../server/contract/evaluation";
import { type RecipeInput, recipeSchema } from "../../server/contract/recipe/recipe";
import type { AttemptStatus, StageStatus } from "../../server/contract/stage";
import type { StageKind } from "../../server/contract/stage-kinds";
import type { Services } from "../../server/domain/services";

type PastStage = {
  key: string;
  kind: StageKind;
  subject?: string;
  status?: StageStatus & AttemptStatus;
  startedAt?: number;
  endedAt?: number;
};

let made = 0;

/** A run of a recipe with stages as given (finished unless they say otherwise); returns the run's id, whose stages are `<run>.<key>`, their attempts `<run>.<key>.a1`. */
export function insertRun({ db }: Services, recipe: RecipeInput, pipeline: PastStage[]): string {
  made += 1;
  const id = `r${made}`;
  const createdAt = Date.now();
  db.insert(experiments).values({ id, name: recipe.name, createdAt }).run();
  db.insert(runs)
    .values({
      ...{ id, number: made, experimentId: id, name: recipe.name, status: "succeeded", recipeDigest: "" },
      ...{ recipeJson: JSON.stringify(recipeSchema.parse(recipe)), tagsJson: "[]", notes: "", createdAt },
    })
    .run();
  pipeline.forEach(({ key, kind, subject = null, status = "succeeded", startedAt, endedAt }, position) => {
    const stageId = `${id}.${key}`;
    db.insert(stages)
      .values({
        ...{ id: stageId, runId: id, key, position, kind, subject, status, startedAt, endedAt },
        ...{ dependsOnJson: "[]", argvJson: "[]", commandsJson: "[]", envJson: "{}" },
      })
      .run();
    db.insert(attempts)
      .values({ id: `${stageId}.a1`, stageId, number: 1, status, executor: "local", directory: "unused" })
      .run();
  });
  return id;
}

/** Stores one evaluation under the stage that measured it. */
export function insertEvaluation({ db }: { db: Pick<Db, "insert"> }, stageId: string, evaluation: Evaluation): void {
  const { runId: _run, stageId: _stage, cachedFromRunId: _from, ...stored } = evaluation;
  const { dataset, subject } = evaluation;
  db.insert(evaluations)
    .values({ stageId, dataset, subject, resultJson: JSON.stringify(stored) })
    .run();
}

/** Stores the answers of an evaluate stage by question; null for one that ended in an error. */
export function insertAnswers(
  { db }: Services,
  stageId: string,
  dataset: string,
  answers: Record<string, string | null>,
): void {
  Object.entries(answers).forEach(([prompt, answer], position) => {
    db.insert(evaluationItems)
      .values({
        ...{ stageId, dataset, itemKey: prompt, position, prompt, referencesJson: "[]", answer, scoresJson: "{}" },
        error: answer === null ? "the server did not answer" : null,
      })
      .run();
  });
}
