import type { z } from "zod";
import type { Evaluation } from "../../../contract/evaluation";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { gapClosedSchema } from "../../../contract/run";

type GapClosed = z.infer<typeof gapClosedSchema>;

/** Gap closed = (student − untouched student) ÷ (teacher − untouched student), by data set and metric; null with the reason where it has no meaning. */
export function gapClosedOf(recipe: Recipe, evaluations: Evaluation[]): GapClosed[] {
  return recipe.data.evaluation.flatMap(({ name: dataset }) =>
    recipe.evaluate.metrics.map((metric) => {
      const score = (subject: string) =>
        evaluations.find((entry) => entry.subject === subject && entry.dataset === dataset)?.scores[metric]?.value ??
        null;
      return { dataset, metric, ...gapClosed(score("teacher"), score("student-base"), score("student")) };
    }),
  );
}

function gapClosed(teacher: number | null, base: number | null, student: number | null) {
  if (teacher === null || base === null || student === null)
    return { value: null, reason: message("scores.gap-unmeasured") };
  if (teacher <= base) return { value: null, reason: message("scores.no-gap") };
  return { value: (student - base) / (teacher - base), reason: null };
}
