import type { Recipe } from "../../../contract/recipe/recipe";
import { checkParsed } from "../../launch/checks/check-recipe";
import { measurementOf } from "../../launch/measurement";
import { settleRecipe } from "../../launch/settle-recipe";
import { errorOf } from "../../recipes/parse";
import type { Services } from "../../services";
import { type CreatedRuns, startRecipe } from "./create";

/** Starts a short run whose stages tell how long those of the recipe take. Throws `invalid-recipe` with every problem of the recipe itself. */
export async function measureTime(services: Services, recipe: Recipe): Promise<CreatedRuns> {
  const { problems } = await checkParsed(services, recipe);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw errorOf(errors);
  return startRecipe(services, await measurementOf(services.paths, settleRecipe(services, recipe).recipe));
}
