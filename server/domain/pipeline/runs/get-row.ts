import { eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { type RunRow, runs } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { type Recipe, recipeSchema } from "../../../contract/recipe/recipe";

/** The run's row; throws `not-found` with what to do. */
export function requireRun(db: Tx, runId: string): RunRow {
  const row = db.select().from(runs).where(eq(runs.id, runId)).get();
  if (row) return row;
  throw new AppError("not-found", `There is no run '${runId}'`, { suggestion: "List the runs and pick one of them" });
}

/** The recipe that the run was started with. */
export function recipeOf(row: RunRow): Recipe {
  return recipeSchema.parse(JSON.parse(row.recipeJson));
}
