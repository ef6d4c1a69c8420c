import type { StageRow } from "../../db/schema/index";
import { AppError } from "../contract/error";
import { message } from "../contract/message";
import type { Recipe } from "../contract/recipe/recipe";
import { executorOf } from "../contract/recipe/resources";
import { recipeOf, requireRun } from "../domain/pipeline/runs/get-row";
import { inputsOfRun } from "../domain/pipeline/stages/inputs-of-run";
import { executablesFor } from "../domain/placement/executors/executables";
import { resolverOf } from "../domain/recipes/hub/resolve-model";
import type { Services } from "../domain/services";
import type { StageContext, StageSpec } from "../engines/engine";
import { stagesOf } from "../engines/registry";
import { askedStage } from "./asked-stage";

export type StageWork = {
  stage: StageRow;
  recipe: Recipe;
  spec: StageSpec;
  context: Omit<StageContext, "directory" | "resumeFrom">;
};

/** Everything a stage needs to be planned or collected, from the recipe that its run was started with. */
export function loadWork(services: Services, stage: StageRow): StageWork {
  const recipe = recipeOf(requireRun(services.db, stage.runId));
  const spec = askedStage(services, stage) ?? specOf(recipe, stage);
  const context = {
    recipe,
    inputs: inputsOfRun(services, stage.runId),
    executables: executablesFor(services, executorOf(recipe.resources, spec.kind)),
    resolve: resolverOf(services.paths, recipe),
  };
  return { stage, recipe, spec, context };
}

function specOf(recipe: Recipe, stage: StageRow): StageSpec {
  const spec = stagesOf(recipe).find(({ key }) => key === stage.key);
  if (spec === undefined)
    throw new AppError("conflict", message("control.unknown-stage", { stage: stage.key }), {
      suggestion: message("control.unknown-stage-next"),
    });
  return spec;
}
