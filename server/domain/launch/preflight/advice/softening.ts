import type { Advice } from "../../../../contract/preflight";
import { knowledgeOf } from "../../../../contract/recipe/knowledge";
import type { AdviceInput } from "./input";

const hinton = "Hinton, Vinyals & Dean 2015, Distilling the Knowledge in a Neural Network, arXiv:1503.02531";
const temperatureRange = { from: 1, to: 8 };
const alphaLimit = 0.9;

/** Temperatures and weights at which the teacher's distribution teaches little. */
export function adviseSoftening({ recipe }: AdviceInput): Advice[] {
  const logits = knowledgeOf(recipe.knowledge, "logits");
  if (logits === null) return [];
  const at = `knowledge.${recipe.knowledge.indexOf(logits)}`;
  const advice: Advice[] = [];
  if (logits.temperature < temperatureRange.from || logits.temperature > temperatureRange.to)
    advice.push({
      code: "temperature-extreme",
      severity: "warning",
      field: `${at}.temperature`,
      message: `A temperature of ${logits.temperature} ${logits.temperature < 1 ? "sharpens" : "flattens"} the teacher's distribution; 1 to 4 is usual`,
      reason:
        logits.temperature < 1
          ? "Below 1 the unlikely tokens, which carry what the labels do not, nearly vanish"
          : "At high temperatures every token counts much alike, noise among them; small students did best between 2.5 and 4",
      source: hinton,
      changes: { [`${at}.temperature`]: 2 },
    });
  if (logits.alpha > alphaLimit)
    advice.push({
      code: "alpha-extreme",
      severity: "warning",
      field: `${at}.alpha`,
      message: `With alpha ${logits.alpha} the teacher has a weight of ${(1 - logits.alpha).toFixed(2)}; this is nearly plain fine-tuning`,
      reason: "The best results came with a much lower weight on the hard labels than on the teacher's distribution",
      source: hinton,
      changes: { [`${at}.alpha`]: 0.3 },
    });
  return advice;
}
