import { z } from "zod";
import { recipeSchema } from "./recipe";

/** The recipe as JSON Schema (2020-12), as a person writes it: keys with defaults are optional. */
export function recipeJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(recipeSchema, { io: "input", unrepresentable: "any" }),
    $id: "recipe.schema.json",
    title: "Stillroom recipe",
  };
}
