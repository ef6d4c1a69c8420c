import type { Problem } from "../../contract/problem";
import { isCalibrated } from "../../contract/recipe/quantize";
import type { Recipe } from "../../contract/recipe/recipe";
import type { Paths } from "../../platform/paths";
import { readModelFacts } from "./model/model-facts";

const usualGroupSizes = [128, 64, 32, 16, 8];

/** GPTQ and AWQ cut each row of weights into groups of one size, which has to divide the student's widths. */
export function quantizeProblems(paths: Paths, recipe: Recipe): Problem[] {
  const { facts } = readModelFacts(paths, recipe.student.model);
  if (facts === null) return [];
  const widths = [facts.hiddenSize, facts.intermediateSize];
  const isFitting = (size: number) => widths.every((width) => width % size === 0);
  return recipe.quantize.flatMap(({ method, groupSize }, index): Problem[] => {
    if (!isCalibrated(method) || groupSize === -1 || isFitting(groupSize)) return [];
    const better = usualGroupSizes.find((size) => size <= groupSize && isFitting(size)) ?? -1;
    return [
      {
        code: "group-size",
        severity: "error",
        field: `quantize.${index}.groupSize`,
        line: null,
        message: `Groups of ${groupSize} weights do not divide the student's widths ${widths.join(" and ")}`,
        suggestion: `Set groupSize to ${better}`,
      },
    ];
  });
}
