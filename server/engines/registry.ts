import type { Recipe } from "../contract/recipe/recipe";
import type { PipelineKind } from "../contract/stage-kinds";
import type { StageSpec } from "./engine";
import { evaluateStages } from "./evalscope/evaluate";
import { distillStages } from "./ms-swift/stages/distill";
import { preferencePairsStages } from "./ms-swift/stages/preference-pairs";
import { quantizeStages } from "./ms-swift/stages/quantize";
import { softLabelsStages } from "./ms-swift/stages/soft-labels";
import { teacherInferenceStages } from "./ms-swift/stages/teacher-inference";

/** What makes the stages of each kind, in an order in which each kind comes after those that it may depend on. */
const makers: Record<PipelineKind, (recipe: Recipe) => StageSpec[]> = {
  "teacher-inference": teacherInferenceStages,
  "preference-pairs": preferencePairsStages,
  "soft-labels": softLabelsStages,
  distill: distillStages,
  quantize: quantizeStages,
  evaluate: evaluateStages,
};

/** Every stage of a recipe, in an order in which each comes after what it depends on. */
export function stagesOf(recipe: Recipe): StageSpec[] {
  return Object.values(makers).flatMap((make) => make(recipe));
}
