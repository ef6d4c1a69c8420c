import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import { quantizeMethods } from "../../../contract/recipe/quantize-methods/registry";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { readModelFacts } from "./model/model-facts";

const usualGroupSizes = [128, 64, 32, 16, 8];

/** Calibrated methods cut each row of weights into groups of one size, which has to divide the student's widths; some need a student of some depth. */
export function quantizeProblems(paths: Paths, recipe: Recipe): Problem[] {
  const { facts } = readModelFacts(paths, recipe.student.model);
  if (facts === null) return [];
  const widths = [facts.hiddenSize, facts.intermediateSize];
  const isFitting = (size: number) => widths.every((width) => width % size === 0);
  return recipe.quantize.flatMap((entry, index): Problem[] => {
    const { method, groupSize } = entry;
    const { name, leastLayers, isCalibrated } = quantizeMethods[method];
    if (leastLayers !== null && facts.layers < leastLayers)
      return [
        {
          ...tooShallow({ method: name, needed: leastLayers, count: facts.layers }, index),
          changes: { quantize: recipe.quantize.filter((other) => other !== entry) },
        },
      ];
    if (!isCalibrated || groupSize === -1 || isFitting(groupSize)) return [];
    const better = usualGroupSizes.find((size) => size <= groupSize && isFitting(size)) ?? -1;
    return [
      {
        code: "group-size",
        severity: "error",
        field: `quantize.${index}.groupSize`,
        line: null,
        message: message("problems.group-size", { size: String(groupSize), widths: widths.join(", ") }),
        suggestion: message("problems.group-size-next", { size: String(better) }),
        changes: { quantize: recipe.quantize.with(index, { ...entry, groupSize: better }) },
      },
    ];
  });
}

function tooShallow(figures: { method: string; needed: number; count: number }, index: number): Problem {
  return {
    code: "gptq-layers",
    severity: "error",
    field: `quantize.${index}.method`,
    line: null,
    message: message("problems.gptq-layers", figures),
    suggestion: message("problems.gptq-layers-next"),
  };
}
