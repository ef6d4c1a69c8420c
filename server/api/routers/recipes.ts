import { z } from "zod";
import { cachedModelSchema } from "../../contract/files";
import { preflightSchema, preflightSoFarSchema } from "../../contract/preflight";
import { problemSchema } from "../../contract/problem";
import { recipeSchema } from "../../contract/recipe/recipe";
import { plannedStageSchema } from "../../contract/stage";
import { planRecipe } from "../../domain/launch/plan";
import { preflightRecipe } from "../../domain/launch/preflight/preflight";
import { preflightSoFar } from "../../domain/launch/preflight/preflight-so-far";
import { keepItemsTeacherPasses } from "../../domain/launch/preflight/teacher-ceiling";
import { readDigests } from "../../domain/launch/read-digests";
import { requireRecipe } from "../../domain/recipes/parse";
import { suggestInputs } from "../../domain/recipes/suggest";
import { procedure, router } from "../trpc";

const input = z.object({ recipe: z.unknown() });

export const recipesRouter = router({
  /** Schema, files and data of a recipe, and what is to be expected of it; `preflight` is null when it cannot be known. */
  preflight: procedure
    .input(input)
    .output(z.object({ preflight: preflightSchema.nullable(), problems: z.array(problemSchema) }))
    .query(({ ctx, input, signal }) => preflightRecipe(ctx, input.recipe, { signal })),
  /** The same part by part: what is known now. Asked again until nothing is being looked at any more. */
  preflightSoFar: procedure
    .input(input)
    .output(preflightSoFarSchema)
    .query(({ ctx, input }) => preflightSoFar(ctx, input.recipe)),
  plan: procedure
    .input(input)
    .output(z.object({ stages: z.array(plannedStageSchema) }))
    .query(async ({ ctx, input, signal }) => {
      await readDigests(ctx, requireRecipe(input.recipe), { signal });
      return planRecipe(ctx, input.recipe);
    }),
  /** Writes a copy of a held-out set without the items that the teacher failed or was never asked. */
  keepItemsTeacherPasses: procedure
    .input(input.extend({ dataset: z.string() }))
    .output(z.object({ path: z.string(), kept: z.int(), dropped: z.int(), unmeasured: z.int() }))
    .mutation(({ ctx, input }) => keepItemsTeacherPasses(ctx, requireRecipe(input.recipe), input.dataset)),
  /** Models and data files found on this host, and the demo recipe when its pair is installed. */
  suggest: procedure
    .output(
      z.object({
        models: z.array(z.object({ path: z.string(), label: z.string(), sizeBytes: z.number() })),
        cachedModels: z.array(cachedModelSchema),
        data: z.array(z.object({ path: z.string(), label: z.string(), rows: z.number().nullable() })),
        demoRecipe: recipeSchema.nullable(),
      }),
    )
    .query(({ ctx }) => suggestInputs(ctx)),
});
