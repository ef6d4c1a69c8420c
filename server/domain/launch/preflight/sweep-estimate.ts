import { message } from "../../../contract/message";
import type { SweepEstimate } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { type Trial, trialsOf } from "../../../contract/recipe/trials";
import { sumTimes, type TimeRange } from "../../../contract/time-range";
import { stagesOf } from "../../../engines/registry";
import { digestOf } from "../../../platform/digest";
import { resolverOf } from "../../recipes/hub/resolve-model";
import type { Services } from "../../services";
import { estimateTime } from "./time-estimate";

/**
 * Count and time of a recipe's sweep; null without one. The time is that of all runs one after the other: of stages that make
 * the same, one runs. It is null with the reason when a stage of any trial has never been measured.
 */
export async function estimateSweep(
  services: Services,
  recipe: Recipe,
  rows: number | null,
): Promise<SweepEstimate | null> {
  if (recipe.sweep === undefined) return null;
  const runs = trialsOf(recipe);
  const size = { trials: runs.length / recipe.sweep.repeats, repeats: recipe.sweep.repeats, runs: runs.length };
  const isOtherData = Object.keys(recipe.sweep.parameters).some((key) => key.startsWith("data.train"));
  const times = timesByPace(services, isOtherData ? null : rows);
  const stageTimes = new Map<string, TimeRange>();
  for (const trial of runs) {
    const marks = marksOf(services, trial.recipe);
    for (const { key, range, basis } of await times(trial)) {
      if (range === null) return { ...size, range: null, reason: message("times.of-stage", { stage: key, basis }) };
      stageTimes.set(marks.get(key) ?? key, range);
    }
  }
  return { ...size, range: sumTimes([...stageTimes.values()]), reason: null };
}

/** Estimates each sort of trial once: a learning rate, for one, changes no time, and every estimate reads earlier runs. */
function timesByPace(services: Services, rows: number | null) {
  const known = new Map<string, ReturnType<typeof estimateTime>>();
  return async ({ recipe }: Trial) => {
    const { epochs, maxSteps, batchSize, gradientAccumulation } = recipe.training;
    const { teacher, teachers, student, data, quantize, resources, knowledge } = recipe;
    const pace = digestOf({
      ...{ epochs, maxSteps, batchSize, gradientAccumulation, teacher, teachers, student, quantize, resources },
      data: { ...data, seed: 0 },
      kinds: knowledge.map((entry) => [entry.kind, "method" in entry ? entry.method : null]),
    });
    const found = known.get(pace) ?? estimateTime(services, recipe, rows);
    known.set(pace, found);
    return (await found).stages;
  };
}

/** A mark for each stage of a recipe, equal where two recipes' stages would make the same; what does not exist yet is marked by the stage that makes it. */
function marksOf({ paths }: Services, recipe: Recipe): Map<string, string> {
  const inputs: Record<string, string> = {};
  const marks = new Map<string, string>();
  for (const spec of stagesOf(recipe)) {
    const resolve = resolverOf(paths, recipe);
    const mark = digestOf({ kind: spec.kind, ...spec.cacheParts({ recipe, inputs, resolve }) });
    marks.set(spec.key, mark);
    for (const name of Object.keys(spec.makes)) inputs[name] = mark;
  }
  return marks;
}
