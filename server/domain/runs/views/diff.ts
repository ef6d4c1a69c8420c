import type { z } from "zod";
import type { Db } from "../../../../db/client";
import type { recipeChangeSchema } from "../../../contract/run";
import { requireRun } from "../../pipeline/runs/get-row";
import { flattenRecipe } from "../../recipes/flatten";
import { readStoredRecipe } from "../../recipes/stored/read-stored";

/** Every recipe key of several runs, one value a run in the order asked for; a run whose recipe cannot be read has none. */
export function diffRecipes(db: Db, runIds: string[]): z.infer<typeof recipeChangeSchema>[] {
  const flat = runIds.map((runId) => {
    const stored = readStoredRecipe(requireRun(db, runId));
    return stored.ok ? flattenRecipe(stored.recipe) : new Map<string, string>();
  });
  const paths = [...new Set(flat.flatMap((entries) => [...entries.keys()]))];
  return paths.map((path) => ({ path, values: flat.map((entries) => entries.get(path) ?? null) }));
}
