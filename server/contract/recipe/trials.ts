import { type RecipeShape, recipeShape } from "./shape";
import { trialName } from "./sweep-names";
import { drawTrials, gridOf, type TrialValues, withValues } from "./sweep-values";

/** One run of a sweep: `index` numbers the combination of values, `repeat` its runs over `seed`, both from 0. */
export type Trial = { index: number; repeat: number; seed: number; values: TrialValues; recipe: RecipeShape };

/** Trials, runs of each, and runs in all. */
export type SweepSize = { trials: number; repeats: number; runs: number };

/** The combinations of values that a recipe's sweep asks for, in a stable order; none without a sweep. */
export function combinationsOf(recipe: RecipeShape): TrialValues[] {
  const { sweep } = recipe;
  if (sweep === undefined) return [];
  return sweep.search === "grid" ? gridOf(recipe, sweep) : drawTrials(recipe, sweep);
}

/** How many runs a sweep makes; null for a recipe without one. */
export function sweepSizeOf(recipe: RecipeShape): SweepSize | null {
  if (recipe.sweep === undefined) return null;
  const trials = combinationsOf(recipe).length;
  return { trials, repeats: recipe.sweep.repeats, runs: trials * recipe.sweep.repeats };
}

/** The runs of a valid recipe's sweep, every trial once before the first is repeated; each recipe stands for itself, without the sweep. */
export function trialsOf(recipe: RecipeShape): Trial[] {
  const { sweep, data, name } = recipe;
  const combinations = combinationsOf(recipe);
  const repeats = sweep?.repeats ?? 1;
  return Array.from({ length: repeats }, (_, repeat) =>
    combinations.map((values, index): Trial => {
      const trial = recipeShape.parse(withValues(recipe, values).input);
      const seed = repeats > 1 ? data.seed + repeat : trial.data.seed;
      const named = trialName(name, { index, values, seed: repeats > 1 ? seed : null });
      return { index, repeat, seed, values, recipe: { ...trial, name: named, data: { ...trial.data, seed } } };
    }),
  ).flat();
}
