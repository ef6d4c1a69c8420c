import { message, verbatim } from "../../../../contract/message";
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
  const isSharp = logits.temperature < 1;
  if (logits.temperature < temperatureRange.from || logits.temperature > temperatureRange.to)
    advice.push({
      code: "temperature-extreme",
      severity: "warning",
      field: `${at}.temperature`,
      message: message(`advice.temperature-${isSharp ? "low" : "high"}`, { temperature: logits.temperature }),
      reason: message(`advice.temperature-${isSharp ? "low" : "high"}-reason`),
      source: verbatim(hinton),
      changes: { [`${at}.temperature`]: 2 },
    });
  if (logits.alpha > alphaLimit)
    advice.push({
      code: "alpha-extreme",
      severity: "warning",
      field: `${at}.alpha`,
      message: message("advice.alpha-extreme", { alpha: logits.alpha, weight: (1 - logits.alpha).toFixed(2) }),
      reason: message("advice.alpha-extreme-reason"),
      source: verbatim(hinton),
      changes: { [`${at}.alpha`]: 0.3 },
    });
  return advice;
}
