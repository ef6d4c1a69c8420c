import type { z } from "zod";
import { findRuleIssues } from "./rules";
import { recipeShape } from "./shape";

/** The immutable definition of an experiment; see `public/recipe.schema.json` for the published form. */
export const recipeSchema = recipeShape.superRefine((recipe, context) => {
  for (const { path, message } of findRuleIssues(recipe)) context.addIssue({ code: "custom", path, message });
});

export type Recipe = z.infer<typeof recipeSchema>;
export type RecipeInput = z.input<typeof recipeSchema>;
