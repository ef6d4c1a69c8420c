import type { Evaluation } from "../../../contract/evaluation";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Headline } from "../../../contract/run";

/** The one line of a run: the distilled student against the teacher on the first held-out set by the first metric; null before the student is measured. */
export function headlineOf(recipe: Recipe, evaluations: Evaluation[]): Headline | null {
  const dataset = recipe.data.evaluation[0]?.name;
  const metric = recipe.evaluate.metrics[0];
  if (dataset === undefined || metric === undefined) return null;
  const find = (subject: string) => evaluations.find((entry) => entry.subject === subject && entry.dataset === dataset);
  const student = find("student");
  if (student === undefined) return null;
  const teacher = find("teacher");
  const quality = student.scores[metric]?.value ?? null;
  const qualityTeacher = teacher?.scores[metric]?.value ?? null;
  return {
    subject: "student",
    dataset,
    metric,
    quality,
    qualityBase: find("student-base")?.scores[metric]?.value ?? null,
    qualityTeacher,
    qualityKept: ratio(quality, qualityTeacher),
    // Per token: a whole answer of one may be longer than that of the other.
    speedUp: ratio(student.tokensPerSecond, teacher?.tokensPerSecond ?? null),
    outputTokens: student.outputTokens,
    outputTokensTeacher: teacher?.outputTokens ?? null,
    sizeRatio: ratio(student.sizeBytes, teacher?.sizeBytes ?? null),
  };
}

function ratio(value: number | null, reference: number | null): number | null {
  return value === null || reference === null || reference === 0 ? null : value / reference;
}
