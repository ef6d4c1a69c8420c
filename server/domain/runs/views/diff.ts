import type { z } from "zod";
import type { Db } from "../../../../db/client";
import type { recipeChangeSchema } from "../../../contract/run";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { flattenRecipe } from "../../recipes/flatten";

/** Every recipe key of several runs, one value a run in the order asked for. */
export function diffRecipes(db: Db, runIds: string[]): z.infer<typeof recipeChangeSchema>[] {
  const flat = runIds.map((runId) => flattenRecipe(recipeOf(requireRun(db, runId))));
  const paths = [...new Set(flat.flatMap((entries) => [...entries.keys()]))];
  return paths.map((path) => ({ path, values: flat.map((entries) => entries.get(path) ?? null) }));
}
