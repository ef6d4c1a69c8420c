import { type Message, type MessageValue, message } from "../../../contract/message";
import { methodOf } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import { trainingDevices } from "../../../contract/recipe/resources";
import { listSeries } from "../../results/metrics/series";
import type { Services } from "../../services";
import type { PastStage } from "./past-stages";

/** `basis` says which measurement the estimate comes from, or why there is none. */
export type StageTime = { estimateMs: number | null; basis: Message };

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
    return { estimateMs: null, basis: message("times.rows-unknown") };
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
    return {
      estimateMs: steps * stepMs + aroundMs,
      basis: basisOf(scale === 1 ? null : stepMs, {
        ...{ run: run.row.name, id: run.row.id, each: { durationMs: pace.stepMs } },
        ...{ before: pace.steps, now: steps, around: { durationMs: aroundMs } },
      }),
    };
  }
  return {
    estimateMs: null,
    basis: message("times.no-training", { method: method.toUpperCase() }),
  };
}

type Basis = Record<"run" | "id" | "each" | "before" | "now" | "around", MessageValue>;

function basisOf(scaledMs: number | null, basis: Basis): Message {
  if (scaledMs === null) return message("times.per-step", basis);
  return message("times.per-step-scaled", { ...basis, scaled: { durationMs: scaledMs } });
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
