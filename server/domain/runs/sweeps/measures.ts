import { incomparableKeys } from "../../../contract/recipe/loss-keys";
import { isGkd } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { MedianRule } from "../../../contract/recipe/sweep";
import type { SweepMeasure } from "../../../contract/sweep";

/** What a sweep's trials are judged by: the student's quality on each held-out set by each metric, losses that mean the same in every trial, training time. Without a recipe the losses and the time, which every training has. */
export function measuresOf(recipe: Recipe | null): SweepMeasure[] {
  const plain = { dataset: null, metric: null, isLowerBetter: true };
  const hasValidation =
    recipe === null || recipe.data.validation.length > 0 || recipe.sweep?.parameters["data.validation"] !== undefined;
  const isTold = (key: MedianRule["key"]) => recipe === null || incomparableKeys(recipe, key).length === 0;
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
    ...(hasValidation && isTold("eval_loss") ? [{ ...plain, id: "eval_loss", kind: "eval_loss" as const }] : []),
    ...(hasValidation && recipe !== null && isGkd(recipe.knowledge) && isTold("eval_loss_ce")
      ? [{ ...plain, id: "eval_loss_ce", kind: "eval_loss_ce" as const }]
      : []),
    ...(isTold("loss") ? [{ ...plain, id: "loss", kind: "loss" as const }] : []),
    { ...plain, id: "time", kind: "time" },
  ];
}
