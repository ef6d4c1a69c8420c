import type { RecipeEdit } from "../../../contract/run";
import { annotateRun } from "../../pipeline/runs/edit";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { applyChanges, type RecipeChanges } from "../../recipes/apply-changes";
import { changesOf } from "../../recipes/flatten";
import { requireRecipe } from "../../recipes/parse";
import type { Services } from "../../services";
import { startRecipe } from "./create";

/** Starts a clone of a run with some values changed, and notes what is other than in its parent. Throws `invalid-recipe` or `invalid-input`; nothing is started then. */
export async function cloneWith(
  services: Services,
  { runId: parentRunId, changes }: { runId: string; changes: RecipeChanges },
): Promise<{ runId: string; edits: RecipeEdit[] }> {
  const parent = requireRun(services.db, parentRunId);
  const before = recipeOf(parent);
  const recipe = requireRecipe(applyChanges(before, changes));
  const { runId } = await startRecipe(services, recipe, parentRunId);
  const edits = changesOf(before, recipe);
  if (edits.length > 0)
    annotateRun(services.db, {
      runId,
      notes: [recipe.notes, noteOf(parent.number, edits)].filter(Boolean).join("\n\n"),
    });
  return { runId, edits };
}

function noteOf(parentNumber: number, edits: RecipeEdit[]): string {
  const lines = edits.map(({ path, before, after }) => `${path}: ${before ?? "-"} → ${after ?? "-"}`);
  return [`Clone of #${parentNumber} with`, ...lines].join("\n");
}
