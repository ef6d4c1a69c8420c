import { z } from "zod";
import { problemSchema } from "../../contract/problem";
import { recipeSchema } from "../../contract/recipe/recipe";
import { plannedStageSchema } from "../../contract/stage";
import { checkRecipe } from "../../domain/recipes/check";
import { planRecipe } from "../../domain/recipes/plan";
import { suggestInputs } from "../../domain/recipes/suggest";
import { procedure, router } from "../trpc";

const input = z.object({ recipe: z.unknown() });

export const recipesRouter = router({
  /** Schema, files and data of a recipe; `recipe` is null when the schema itself refuses it. */
  check: procedure
    .input(input)
    .output(z.object({ recipe: recipeSchema.nullable(), problems: z.array(problemSchema) }))
    .query(({ ctx, input }) => checkRecipe(ctx, input.recipe)),
  plan: procedure
    .input(input)
    .output(z.object({ stages: z.array(plannedStageSchema) }))
    .query(({ ctx, input }) => planRecipe(ctx, input.recipe)),
  /** Models and data files found on this host, and the demo recipe when its pair is installed. */
  suggest: procedure
    .output(
      z.object({
        models: z.array(z.object({ path: z.string(), label: z.string(), sizeBytes: z.number() })),
        data: z.array(z.object({ path: z.string(), label: z.string(), rows: z.number().nullable() })),
        demoRecipe: recipeSchema.nullable(),
      }),
    )
    .query(({ ctx }) => suggestInputs(ctx)),
});
