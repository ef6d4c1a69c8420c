import type { MemoryEstimate } from "../../../contract/preflight";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { readInputs } from "../../recipes/inputs/read-inputs";
import type { Services } from "../../services";
import { measureRecipe } from "./measure-recipe";

/** The memory estimate of a run's training, by its recipe and its data as they are now. Throws `not-found`. */
export async function estimateOfRun(services: Services, runId: string): Promise<MemoryEstimate> {
  const recipe = recipeOf(requireRun(services.db, runId));
  return (await measureRecipe(services, recipe, await readInputs(services.paths, recipe))).memory;
}
