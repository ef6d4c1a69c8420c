import type { Advice } from "../../../../contract/preflight";
import type { AdviceInput } from "./input";

/** Quantisation that does not wait until training is done. */
export function adviseQuantizeGate({ recipe }: AdviceInput): Advice[] {
  if (recipe.quantizeGate !== "off" || recipe.quantize.length === 0) return [];
  return [
    {
      code: "quantize-gate-off",
      severity: "warning",
      field: "quantizeGate",
      message: "The student is quantised even when its loss has not settled",
      reason:
        "Post-training quantisation rounds the weights as they are; what more training would still change is then measured as its loss",
      source: "Frantar et al. 2022, GPTQ, arXiv:2210.17323",
      changes: { quantizeGate: "settled" },
    },
  ];
}
