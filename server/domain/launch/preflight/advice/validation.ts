import type { Advice } from "../../../../contract/preflight";
import type { AdviceInput } from "./input";

/** Without a validation set nobody can tell when the loss has settled, the gate before quantisation included. */
export function adviseValidation({ recipe }: AdviceInput): Advice[] {
  if (recipe.data.validation.length > 0) return [];
  const isGated = recipe.quantize.length > 0 && recipe.quantizeGate === "settled";
  return [
    {
      code: "no-validation",
      severity: isGated ? "warning" : "info",
      field: "data.validation",
      message: isGated
        ? "There is no validation set, so that the gate before quantisation cannot judge whether the loss has settled"
        : "There is no validation set, so that overfitting cannot be seen during training",
      reason:
        "The training loss goes on falling while the student already overfits; only data it is not trained on tell",
      source: "Prechelt 1998, Early Stopping – But When?, LNCS 1524",
      changes: null,
    },
  ];
}
