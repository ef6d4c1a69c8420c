import { message, verbatim } from "../../../../contract/message";
import { knowledgeOf } from "../../../../contract/recipe/knowledge";
import { defineAdvice } from "./definition";

const hinton = "Hinton, Vinyals & Dean 2015, Distilling the Knowledge in a Neural Network, arXiv:1503.02531";
const temperatureRange = { from: 1, to: 8 };
const alphaLimit = 0.9;

/** Temperatures and weights at which the teacher's distribution teaches little. */
export const softening = defineAdvice({
  codes: ["temperature-extreme", "alpha-extreme"],
  advise: ({ recipe }) => {
    const logits = knowledgeOf(recipe.knowledge, "logits");
    if (logits === null) return [];
    const at = `knowledge.${recipe.knowledge.indexOf(logits)}`;
    const isSharp = logits.temperature < temperatureRange.from;
    const isExtreme = isSharp || logits.temperature > temperatureRange.to;
    return [
      ...(isExtreme
        ? [
            {
              code: "temperature-extreme" as const,
              severity: "warning" as const,
              field: `${at}.temperature`,
              message: message(`advice.temperature-${isSharp ? "low" : "high"}`, { temperature: logits.temperature }),
              reason: message(`advice.temperature-${isSharp ? "low" : "high"}-reason`),
              source: verbatim(hinton),
              changes: { [`${at}.temperature`]: 2 },
            },
          ]
        : []),
      ...(logits.alpha > alphaLimit
        ? [
            {
              code: "alpha-extreme" as const,
              severity: "warning" as const,
              field: `${at}.alpha`,
              message: message("advice.alpha-extreme", { alpha: logits.alpha, weight: (1 - logits.alpha).toFixed(2) }),
              reason: message("advice.alpha-extreme-reason"),
              source: verbatim(hinton),
              changes: { [`${at}.alpha`]: 0.3 },
            },
          ]
        : []),
    ];
  },
});
