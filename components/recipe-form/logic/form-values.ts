import { isTree } from "../../../server/contract/at-path";
import { type Knowledge, knowledgeSchema } from "../../../server/contract/recipe/knowledge";
import { type RecipeInput, recipeSchema } from "../../../server/contract/recipe/recipe";

/** What the form holds: a recipe as it may be written, finished or not. */
export type FormValues = RecipeInput;

/** A recipe with every default and nothing chosen. */
export function blankRecipe(): FormValues {
  const model = { model: "x" };
  const recipe = recipeSchema.parse({ name: "x", teacher: model, student: model, data: { train: ["x"] } });
  return {
    ...recipe,
    name: "",
    teacher: { ...recipe.teacher, model: "" },
    student: { ...recipe.student, model: "" },
    data: { ...recipe.data, train: [] },
  };
}

/** One kind of knowledge with its defaults. */
export function defaultKnowledge(kind: Knowledge["kind"]): Knowledge {
  return knowledgeSchema.parse({ kind });
}

type Tree = Record<string, unknown>;

/** `value` laid over `defaults`: missing and null keys take the default, objects are merged, anything else replaces. */
export function mergeDefaults(defaults: unknown, value: unknown): unknown {
  if (value === undefined || value === null) return defaults;
  if (!isTree(defaults) || !isTree(value)) return value;
  const merged: Tree = { ...defaults };
  for (const [key, inner] of Object.entries(value)) merged[key] = mergeDefaults(defaults[key], inner);
  return merged;
}

/** The name of a clone: a number behind it, or one more than the number there. */
export function nextName(name: string): string {
  const match = /^(.*?)-(\d+)$/.exec(name);
  const next = match ? `${match[1]}-${Number(match[2]) + 1}` : `${name}-2`;
  return next.slice(0, 80);
}
