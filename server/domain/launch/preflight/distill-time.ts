import { methodOf } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import { trainingDevices } from "../../../contract/recipe/resources";
import { listSeries } from "../../results/metrics/series";
import type { Services } from "../../services";
import type { PastStage } from "./past-stages";

/** `basis` says which measurement the estimate comes from, or why there is none. */
export type StageTime = { estimateMs: number | null; basis: string };

/** Optimizer steps of a training: `maxSteps`, or rows × epochs over the rows that all devices take in one step. */
export function stepsOf({ training, resources }: Recipe, rows: number): number {
  const rowsPerStep = rowsPerDeviceStep(training) * trainingDevices(resources);
  return training.maxSteps ?? Math.ceil((rows * training.epochs) / rowsPerStep);
}

function rowsPerDeviceStep({ batchSize, gradientAccumulation }: Recipe["training"]): number {
  return batchSize * gradientAccumulation;
}

/** Time of the training from the pace of an earlier one of the same method on the same sort of device, scaled to this batch, with what that one took to start and to save. */
export function distillTime(services: Services, recipe: Recipe, rows: number | null, past: PastStage[]): StageTime {
  if (rows === null && recipe.training.maxSteps === undefined)
    return { estimateMs: null, basis: "The number of training rows is unknown" };
  const steps = stepsOf(recipe, rows ?? 0);
  const method = methodOf(recipe.knowledge);
  const alike = past.filter(
    ({ run }) =>
      methodOf(run.recipe.knowledge) === method && run.recipe.resources.gpus > 0 === recipe.resources.gpus > 0,
  );
  for (const { run, stage, durationMs } of alike) {
    const pace = paceOf(services, run.row.id, stage.key);
    if (pace === null) continue;
    const scale = rowsPerDeviceStep(recipe.training) / rowsPerDeviceStep(run.recipe.training);
    const stepMs = pace.stepMs * scale;
    const aroundMs = pace.attempt === 1 ? Math.max(0, durationMs - pace.spanMs) : 0;
    const scaled = scale === 1 ? "" : `, ${Math.round(stepMs)} ms with this batch`;
    return {
      estimateMs: steps * stepMs + aroundMs,
      basis: `${run.row.name} (${run.row.id}): ${Math.round(pace.stepMs)} ms a step over ${pace.steps} steps${scaled}; ${steps} steps, and ${Math.round(aroundMs / 1000)} s to start and save`,
    };
  }
  return {
    estimateMs: null,
    basis: `No finished ${method.toUpperCase()} training of this pair on this sort of device`,
  };
}

function paceOf({ db }: Services, runId: string, stageKey: string) {
  const all = listSeries(db, { runIds: [runId], keys: ["loss"], points: Number.MAX_SAFE_INTEGER });
  const series = all.filter((entry) => entry.stageKey === stageKey).at(-1);
  const first = series?.points[0];
  const last = series?.points.at(-1);
  if (series === undefined || first === undefined || last === undefined || last[0] <= first[0] || last[1] <= first[1])
    return null;
  const spanMs = last[1] - first[1];
  const steps = last[0] - first[0];
  return { attempt: series.attempt, spanMs, steps, stepMs: spanMs / steps };
}
