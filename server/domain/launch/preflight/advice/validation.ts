import { message, verbatim } from "../../../../contract/message";
import { defineAdvice } from "./definition";

/** Without a validation set nobody can tell when the loss has settled, the gate before quantisation included. */
export const validation = defineAdvice({
  codes: ["no-validation"],
  advise: ({ recipe }) => {
    if (recipe.data.validation.length > 0) return [];
    const isGated = recipe.quantize.length > 0 && recipe.quantizeGate === "settled";
    return [
      {
        code: "no-validation",
        severity: isGated ? "warning" : "info",
        field: "data.validation",
        message: message(isGated ? "advice.no-validation-gate" : "advice.no-validation"),
        reason: message("advice.no-validation-reason"),
        source: verbatim("Prechelt 1998, Early Stopping – But When?, LNCS 1524"),
        changes: null,
      },
    ];
  },
});
