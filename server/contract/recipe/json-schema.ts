import { z } from "zod";
import { recipeSchema } from "./recipe";
import { sweepJsonSchema, sweepSchema } from "./sweep";

/** The recipe as JSON Schema (2020-12), as a person writes it: keys with defaults are optional. */
export function recipeJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(recipeSchema, {
      io: "input",
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema === sweepSchema) Object.assign(jsonSchema, sweepJsonSchema());
      },
    }),
    $id: "recipe.schema.json",
    title: "Stillroom recipe",
  };
}
