import { type Recipe, type RecipeInput, recipeSchema } from "../../server/contract/recipe/recipe";

/** The smallest recipe that the schema takes, with `changes` laid over it. */
export function minimalRecipe(changes: Partial<RecipeInput> = {}): RecipeInput {
  return {
    name: "small",
    teacher: { model: "owner/teacher" },
    student: { model: "owner/student" },
    data: { train: ["train.jsonl"], evaluation: [{ name: "facts", path: "facts.jsonl" }] },
    ...changes,
  };
}

/** The same with its defaults filled in. */
export function parsedRecipe(changes: Partial<RecipeInput> = {}): Recipe {
  return recipeSchema.parse(minimalRecipe(changes));
}
