import type { Recipe } from "../../../contract/recipe/recipe";
import { valuesText } from "../../../contract/recipe/sweep-names";
import { trialsOf } from "../../../contract/recipe/trials";
import { canonicalJson } from "../../../platform/digest";

/** A trial to look at, and the values by which it differs from the others that are looked at. */
export type TrialVariant = { recipe: Recipe; label: string };

/** The trials of a sweep that may need other files, models or packages than the recipe itself: one of each combination of values that are not numbers. */
export function trialVariantsOf(recipe: Recipe): TrialVariant[] {
  if (recipe.sweep === undefined) return [];
  const variants = new Map<string, TrialVariant>();
  for (const { recipe: own, values } of trialsOf(recipe)) {
    const telling = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value !== "number"));
    const key = canonicalJson(telling);
    if (key !== "{}" && !variants.has(key)) variants.set(key, { recipe: own, label: valuesText(telling) });
  }
  return [...variants.values()];
}
