import type { Recipe } from "../../../contract/recipe/recipe";
import type { SweepMeasure } from "../../../contract/sweep";

/** What a sweep's trials are judged by: losses, the student's quality on each held-out set by each metric, training time. Without a recipe the losses and the time, which every training has. */
export function measuresOf(recipe: Recipe | null): SweepMeasure[] {
  const plain = { dataset: null, metric: null, isLowerBetter: true };
  const hasValidation =
    recipe === null || recipe.data.validation.length > 0 || recipe.sweep?.parameters["data.validation"] !== undefined;
  return [
    ...(recipe?.data.evaluation ?? []).flatMap(({ name: dataset }) =>
      (recipe?.evaluate.metrics ?? []).map(
        (metric): SweepMeasure => ({
          id: `quality:${dataset}:${metric}`,
          kind: "quality",
          dataset,
          metric,
          isLowerBetter: false,
        }),
      ),
    ),
    ...(hasValidation ? [{ ...plain, id: "eval_loss", kind: "eval_loss" as const }] : []),
    { ...plain, id: "loss", kind: "loss" },
    { ...plain, id: "time", kind: "time" },
  ];
}
