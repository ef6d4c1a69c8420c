import { and, eq } from "drizzle-orm";
import { evaluationItems } from "../../../../db/schema/index";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { HeldOutRow } from "../../recipes/data/formats/format";
import { sourceOf } from "../../recipes/data/normal-form";
import type { DataFile } from "../../recipes/inputs/data-files";
import type { EvaluationFacts } from "../../recipes/inputs/evaluation-file";
import { resolveReference } from "../../recipes/resolve";
import { evaluationStages } from "../../results/evaluations/list";
import { answerMatch } from "../../results/evaluations/scoring";
import type { Services } from "../../services";
import { runsOfTeacher } from "./past-runs";

/** `passes` is null where the teacher was never asked, or gave no answer for an error of its server. */
export type CheckedItem = { row: HeldOutRow; passes: boolean | null };

/**
 * The items of a held-out file with the teacher's own result, from the latest measurement of the same teacher on the same
 * file; null where there is none. Stored answers are scored again by answer match, since the file may have been edited since.
 */
export function checkTeacher(
  services: Services,
  recipe: Recipe,
  file: DataFile<EvaluationFacts> | undefined,
): CheckedItem[] | null {
  if (!file?.facts) return null;
  const answers = teacherAnswers(services, recipe, file.path);
  if (answers === null) return null;
  return file.facts.items.map(({ row }) => {
    const answer = answers.get(row.question.trim());
    return { row, passes: answer === undefined ? null : answerMatch(answer, row.answers) === 1 };
  });
}

function teacherAnswers({ db, paths }: Services, recipe: Recipe, path: string): Map<string, string> | null {
  for (const past of runsOfTeacher({ db, paths }, recipe)) {
    const set = past.recipe.data.evaluation.find(
      (entry) => sourceOf(paths, resolveReference(paths, entry.path)) === sourceOf(paths, path),
    );
    const stage = evaluationStages(db, past.row.id).find(({ subject }) => subject === "teacher");
    if (set === undefined || stage === undefined) continue;
    const rows = db
      .select({ prompt: evaluationItems.prompt, answer: evaluationItems.answer, error: evaluationItems.error })
      .from(evaluationItems)
      .where(and(eq(evaluationItems.stageId, stage.sourceId), eq(evaluationItems.dataset, set.name)))
      .all();
    const answered = rows.flatMap(({ prompt, answer, error }): [string, string][] =>
      error === null ? [[prompt.trim(), answer ?? ""]] : [],
    );
    if (answered.length > 0) return new Map(answered);
  }
  return null;
}
