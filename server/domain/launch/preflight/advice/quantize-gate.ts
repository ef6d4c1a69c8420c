import { message, verbatim } from "../../../../contract/message";
import { defineAdvice } from "./definition";

/** Quantisation that does not wait until training is done. */
export const quantizeGate = defineAdvice({
  codes: ["quantize-gate-off"],
  advise: ({ recipe }) => {
    if (recipe.quantizeGate !== "off" || recipe.quantize.length === 0) return [];
    return [
      {
        code: "quantize-gate-off",
        severity: "warning",
        field: "quantizeGate",
        message: message("advice.quantize-gate-off"),
        reason: message("advice.quantize-gate-off-reason"),
        source: verbatim("Frantar et al. 2022, GPTQ, arXiv:2210.17323"),
        changes: { quantizeGate: "settled" },
      },
    ];
  },
});
