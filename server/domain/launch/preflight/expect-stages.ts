import type { Recipe } from "../../../contract/recipe/recipe";
import type { TimeRange } from "../../../contract/time-range";
import type { Services } from "../../services";
import { countRows, pastStagesOf } from "./past-stages";
import { estimateTime } from "./time-estimate";

/** How long each stage of a recipe is expected to take, by its key; without those of which nothing of the sort was measured. */
export async function expectStages(services: Services, recipe: Recipe): Promise<Map<string, TimeRange>> {
  // Counting rows may take long, and nothing follows from it where no run of the pair has ended.
  const past = pastStagesOf(services, recipe);
  if (past.length === 0) return new Map();
  const rows = await countRows(services.paths, recipe.data.train, { columns: recipe.data.columns });
  const { stages } = await estimateTime(services, recipe, rows, past);
  return new Map(stages.flatMap(({ key, range }) => (range === null ? [] : [[key, range] as const])));
}
