import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import { isGivenSubject, listSubjects } from "../../../contract/recipe/subjects";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { inputsOfRun } from "../../pipeline/stages/inputs-of-run";
import type { Services } from "../../services";

/** The folder of a model that a run has made. Throws `not-found` for an unknown run or subject, `conflict` while it has not been made. */
export function madeModel(
  services: Services,
  runId: string,
  subject: string,
): { folder: string; recipe: Recipe; runName: string } {
  const row = requireRun(services.db, runId);
  const recipe = recipeOf(row);
  const students = listSubjects(recipe.quantize).filter((known) => !isGivenSubject(known));
  if (!students.includes(subject))
    throw new AppError("not-found", message("control.no-subject", { subject }), {
      field: "subject",
      suggestion: message("control.use-one-next", { choices: students.join(", ") }),
    });
  const folder = inputsOfRun(services, runId)[subject];
  if (folder === undefined)
    throw new AppError("conflict", message("control.not-made", { subject }), {
      suggestion: message("control.not-made-next"),
    });
  return { folder, recipe, runName: row.name };
}
