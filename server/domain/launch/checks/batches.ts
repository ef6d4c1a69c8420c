import { message } from "../../../contract/message";
import { fieldProblem, type Problem } from "../../../contract/problem";
import { knowledgeOf } from "../../../contract/recipe/knowledge";
import { methodOf } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import { rowsPerStep, trainingDevices } from "../../../contract/recipe/resources";
import type { DataFiles } from "../../recipes/inputs/data-files";
import { trainingFactsOf } from "../../recipes/inputs/read-inputs";

/**
 * Where the loss is the teacher's own numbers, ms-swift draws the rows of a whole optimizer step at once and drops what is left
 * (`RepeatSampler` of its GKD and GRPO trainers): with fewer rows than a step takes it ends without any step. Pure.
 */
export function batchProblems(recipe: Recipe, files: DataFiles): Problem[] {
  const { knowledge } = recipe;
  const rows = rowsOf(files);
  const method = methodOf(knowledge);
  if (rows === null || rows === 0 || (method !== "gkd" && method !== "grpo")) return [];
  const generations = knowledgeOf(knowledge, "policy")?.generations ?? 1;
  return [...tooFewRows(recipe, rows, generations), ...unevenValidation(recipe, generations)];
}

function tooFewRows(recipe: Recipe, rows: number, generations: number): Problem[] {
  const devices = trainingDevices(recipe.resources);
  const needed = Math.ceil(rowsPerStep(recipe) / generations);
  if (rows >= needed) return [];
  return [
    {
      ...{ code: "batch-beyond-rows", severity: "error", field: "training.gradientAccumulation", line: null },
      message: message("refusals.batch-beyond-rows", { rows, needed }),
      suggestion: message("refusals.batch-beyond-rows-next"),
      ...(rows >= devices && { changes: smallerSteps(recipe.training, Math.floor(rows / devices), generations) }),
    },
  ];
}

/** Its GRPO evaluates whole groups of answers, as many rows at a time as a device trains on (`_init_generation_batch_params`). */
function unevenValidation({ training, resources, data }: Recipe, generations: number): Problem[] {
  const batch = training.batchSize * trainingDevices(resources);
  if (data.validation.length === 0 || generations === 1 || batch % generations === 0) return [];
  const said = message("refusals.uneven-validation", { batch: String(batch), generations: String(generations) });
  const next = message("refusals.uneven-validation-next", { generations: String(generations) });
  const changes = { "training.batchSize": generations, "training.gradientAccumulation": 1 };
  return [{ ...fieldProblem("error", "uneven-validation", "training.batchSize", said, next), changes }];
}

/** Rows of all training files; null where not all of them can be read here to their end. */
function rowsOf(files: DataFiles): number | null {
  const all = [...files.train, ...files.teachersTrain];
  if (all.some(({ facts }) => facts === null || facts.problems.some(({ isFatal }) => isFatal))) return null;
  return trainingFactsOf(files).reduce((sum, { rows }) => sum + rows, 0);
}

/** Steps that one device fills with `rows`; with several answers to a prompt the step is made of these. */
function smallerSteps(
  { batchSize, gradientAccumulation }: Recipe["training"],
  rows: number,
  generations: number,
): Record<string, unknown> {
  const batch = Math.min(batchSize, rows);
  const accumulation = Math.max(1, Math.min(gradientAccumulation, Math.floor(rows / batch)));
  return generations > 1
    ? { "training.batchSize": 1, "training.gradientAccumulation": generations }
    : { "training.batchSize": batch, "training.gradientAccumulation": accumulation };
}
