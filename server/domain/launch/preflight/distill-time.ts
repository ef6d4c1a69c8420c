import { type Message, type MessageValue, message } from "../../../contract/message";
import { methodOf } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import { rowsPerStep } from "../../../contract/recipe/resources";
import type { TimeRange } from "../../../contract/time-range";
import { listSeries } from "../../results/metrics/series";
import type { Services } from "../../services";
import { rangeAround } from "./fit-time";
import type { PastStage } from "./past-stages";

/** `basis` says which measurement the time comes from, or why there is none. */
export type StageTime = { range: TimeRange | null; basis: Message };

/** Optimizer steps of a training: `maxSteps`, or rows × epochs over the rows that all devices take in one step. */
export function stepsOf(recipe: Recipe, rows: number): number {
  const { maxSteps, epochs } = recipe.training;
  return maxSteps ?? Math.ceil((rows * epochs) / rowsPerStep(recipe));
}

function rowsPerDeviceStep({ batchSize, gradientAccumulation }: Recipe["training"]): number {
  return batchSize * gradientAccumulation;
}

/** As many earlier trainings as tell how far a later one may be off; each is read point by point. */
const mostPast = 3;

/** Time of the training from the pace of the latest one of the same method on the same sort of device, scaled to this batch, with what that one took to start and to save; earlier ones tell how far that may be off. */
export function distillTime(services: Services, recipe: Recipe, rows: number | null, past: PastStage[]): StageTime {
  if (rows === null && recipe.training.maxSteps === undefined)
    return { range: null, basis: message("times.rows-unknown") };
  const steps = stepsOf(recipe, rows ?? 0);
  const method = methodOf(recipe.knowledge);
  const alike = past.filter(
    ({ run }) =>
      methodOf(run.recipe.knowledge) === method && run.recipe.resources.gpus > 0 === recipe.resources.gpus > 0,
  );
  const measured = alike.slice(0, mostPast).flatMap((stage) => measureTraining(services, stage, recipe, steps) ?? []);
  const [latest] = measured;
  if (latest === undefined)
    return { range: null, basis: message("times.no-training", { method: method.toUpperCase() }) };
  const ratios = measured.map(({ estimateMs }) => estimateMs / latest.estimateMs);
  const reach = Math.max(steps / latest.steps, latest.steps / Math.max(steps, 1));
  return { range: rangeAround(latest.estimateMs, ratios, reach), basis: latest.basis };
}

/** What an earlier training says of this recipe's; null where it has no pace. */
function measureTraining(services: Services, { run, stage, durationMs }: PastStage, recipe: Recipe, steps: number) {
  const pace = paceOf(services, run.row.id, stage.key);
  if (pace === null) return null;
  const scale = rowsPerDeviceStep(recipe.training) / rowsPerDeviceStep(run.recipe.training);
  const stepMs = pace.stepMs * scale;
  const aroundMs = pace.attempt === 1 ? Math.max(0, durationMs - pace.spanMs) : 0;
  return {
    steps: pace.steps,
    estimateMs: steps * stepMs + aroundMs,
    basis: basisOf(scale === 1 ? null : stepMs, {
      ...{ run: run.row.name, id: run.row.id, each: { durationMs: pace.stepMs } },
      ...{ before: pace.steps, now: steps, around: { durationMs: aroundMs } },
    }),
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
