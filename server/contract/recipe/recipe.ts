import type { z } from "zod";
import { findRuleIssues } from "./rules";
import { recipeShape } from "./shape";
import { findSweepIssues } from "./sweep-rules";

/** The immutable definition of an experiment; see `public/recipe.schema.json` for the published form. */
export const recipeSchema = recipeShape.superRefine((recipe, context) => {
  for (const { path, message, rule, values } of [...findRuleIssues(recipe), ...findSweepIssues(recipe)])
    context.addIssue({ code: "custom", path, message, params: { rule, values } });
});

export type Recipe = z.infer<typeof recipeSchema>;
export type RecipeInput = z.input<typeof recipeSchema>;
