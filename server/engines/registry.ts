import type { Recipe } from "../contract/recipe/recipe";
import { quantizedSubject } from "../contract/recipe/subjects";
import type { StageSpec } from "./engine";
import { evaluateStage } from "./evalscope/evaluate";
import { subjectsOf } from "./ms-swift/deploy";
import { distillStage } from "./ms-swift/stages/distill";
import { preferencePairsOf, preferencePairsStage } from "./ms-swift/stages/preference-pairs";
import { quantizeStage } from "./ms-swift/stages/quantize";
import { softLabelsStages } from "./ms-swift/stages/soft-labels";
import { teacherInferenceStages } from "./ms-swift/stages/teacher-inference";

/** Every stage of a recipe, in an order in which each comes after what it depends on. A new stage is one file and one line here. */
export function stagesOf(recipe: Recipe): StageSpec[] {
  const preference = preferencePairsOf(recipe);
  const making = [
    ...teacherInferenceStages(recipe),
    ...(preference ? [preferencePairsStage(recipe, preference)] : []),
    ...softLabelsStages(recipe),
    distillStage(recipe),
    ...recipe.quantize.map((quantize) => quantizeStage(recipe, quantize)),
  ];
  const evaluating = recipe.data.evaluation.length === 0 ? [] : subjectsOf(recipe);
  return [...making, ...evaluating.map((subject) => evaluateStage(subject, makerOf(recipe, subject)))];
}

function makerOf(recipe: Recipe, subject: string): string[] {
  if (subject === "student") return ["distill"];
  const quantize = recipe.quantize.find((entry) => quantizedSubject(entry) === subject);
  return quantize ? [`quantize-${quantize.method}-${quantize.bits}`] : [];
}
