import { eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { type RunRow, runs } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import { UnreadableRecipeError } from "../../../contract/recipe/stored";
import { readStoredRecipe } from "../../recipes/stored/read-stored";

/** The run's row; throws `not-found` with what to do. */
export function requireRun(db: Tx, runId: string): RunRow {
  const row = db.select().from(runs).where(eq(runs.id, runId)).get();
  if (row) return row;
  throw new AppError("not-found", message("control.no-run", { runId }), { suggestion: message("control.no-run-next") });
}

/** The recipe that the run was started with, for what cannot be done without it; throws `bad-data` where it cannot be read. */
export function recipeOf(row: Pick<RunRow, "id" | "recipeJson" | "recipeVersion">): Recipe {
  const stored = readStoredRecipe(row);
  if (stored.ok) return stored.recipe;
  throw new UnreadableRecipeError(row.id, stored.problem);
}
