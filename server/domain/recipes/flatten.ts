import { stringify } from "yaml";
import type { Recipe } from "../../contract/recipe/recipe";
import type { RecipeEdit } from "../../contract/run";

/** The recipe keys that differ, in dot form, with their values before and after as YAML text; null where the key is absent. Pure. */
export function changesOf(before: Recipe, after: Recipe): RecipeEdit[] {
  const [old, now] = [flattenRecipe(before), flattenRecipe(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Leaves of a recipe by dotted key; lists of plain values stay whole, values are YAML text. */
export function flattenRecipe(recipe: Recipe): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: string) => {
    if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
      for (const [index, item] of value.entries()) visit(item, `${path}.${index}`);
    } else if (value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) visit(inner, path === "" ? key : `${path}.${key}`);
    } else if (value !== undefined) {
      leaves.set(path, stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim());
    }
  };
  visit(recipe, "");
  return leaves;
}
