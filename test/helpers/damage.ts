import { eq } from "drizzle-orm";
import { runs } from "../../db/schema/index";
import type { Recipe } from "../../server/contract/recipe/recipe";
import { recipeOf, requireRun } from "../../server/domain/pipeline/runs/get-row";
import type { Services } from "../../server/domain/services";

/** Stores another text as the recipe of a run, as only damage does. */
export function damageRecipe({ db }: Services, runId: string, recipeJson: string): void {
  db.update(runs).set({ recipeJson }).where(eq(runs.id, runId)).run();
}

/** Stores a recipe that the rules of now refuse and an older version took: it breaks a limit and a rule about several keys. */
export function outdateRecipe(services: Services, runId: string): Recipe {
  const recipe = recipeOf(requireRun(services.db, runId));
  const outdated: Recipe = {
    ...recipe,
    training: { ...recipe.training, keepCheckpoints: 0 },
    resources: { ...recipe.resources, gpuShare: 0.5 },
    quantize: [],
  };
  damageRecipe(services, runId, JSON.stringify(outdated));
  return outdated;
}
