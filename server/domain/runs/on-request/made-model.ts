import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import { isGivenSubject, listSubjects } from "../../../contract/recipe/subjects";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { inputsOfRun } from "../../pipeline/stages/inputs-of-run";
import type { Services } from "../../services";

type NoSubject = "control.no-subject" | "publish.no-bundle";

/** The folder of a model that a run has made. Throws `not-found`, in the words of `code`, for an unknown run or subject, `conflict` while it has not been made. */
export function madeModel(
  services: Services,
  runId: string,
  subject: string,
  code: NoSubject = "control.no-subject",
): { folder: string; recipe: Recipe; runName: string } {
  const row = requireRun(services.db, runId);
  const recipe = recipeOf(row);
  const students = listSubjects(recipe.quantize).filter((known) => !isGivenSubject(known));
  requireSubject(students, subject, code);
  return { folder: requireMade(services, runId, subject), recipe, runName: row.name };
}

/** Throws `not-found`, in the words of `code`, for a subject that is none of these. */
export function requireSubject(
  choices: readonly string[],
  subject: string,
  code: NoSubject = "control.no-subject",
): void {
  if (choices.includes(subject)) return;
  throw new AppError("not-found", message(code, { subject }), {
    field: "subject",
    suggestion: message("control.use-one-next", { choices: choices.join(", ") }),
  });
}

/** The folder that a finished stage of the run made for this subject. Throws `conflict` where there is none. */
export function requireMade(services: Services, runId: string, subject: string): string {
  const folder = inputsOfRun(services, runId)[subject];
  if (folder !== undefined) return folder;
  throw new AppError("conflict", message("control.not-made", { subject }), {
    suggestion: message("control.not-made-next"),
  });
}
