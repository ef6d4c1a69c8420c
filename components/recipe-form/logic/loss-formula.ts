import { type Knowledge, knowledgeOf, knowledgeSchema } from "../../../server/contract/recipe/knowledge";
import { isGkd } from "../../../server/contract/recipe/method";
import type { KnowledgeInput } from "./knowledge-switch";

const distances: Record<string, string> = {
  "forward-kl": "KL(p ‖ q)",
  "reverse-kl": "KL(q ‖ p)",
};

/** The loss that a recipe's kinds of knowledge make, with its numbers, and the temperature of both distributions; null where ms-swift's own loss is used or a number is not one yet. */
export function lossFormula(items: readonly KnowledgeInput[]): { text: string; temperature: number | null } | null {
  const parsed = items.map((item) => knowledgeSchema.safeParse(item).data);
  const knowledge = parsed.filter((item) => item !== undefined);
  if (knowledge.length < items.length || !isGkd(knowledge)) return null;
  const logits = knowledgeOf(knowledge, "logits");
  const terms = logits === null ? ["CE"] : termsOf(logits);
  const hidden = knowledgeOf(knowledge, "hidden-states");
  const attention = knowledgeOf(knowledge, "attention");
  if (hidden) terms.push(times(hidden.weight, "MSE(hidden)"));
  if (attention) terms.push(times(attention.weight, "MSE(attention)"));
  return { text: `L = ${terms.join(" + ")}`, temperature: logits?.temperature ?? null };
}

function termsOf(logits: Extract<Knowledge, { kind: "logits" }>): string[] {
  const { alpha, temperature, temperatureScale, divergence, jsdBeta, topK } = logits;
  const distance = distances[divergence] ?? `JSD(p, q; β = ${jsdBeta})`;
  const compared = topK === undefined ? distance : `${distance} [top ${topK}]`;
  const scaled = temperatureScale === "squared" && temperature !== 1 ? `${temperature}² · ${compared}` : compared;
  const weight = Number((1 - alpha).toPrecision(6));
  return alpha === 0 ? [scaled] : [times(alpha, "CE"), times(weight, scaled)];
}

function times(weight: number, term: string): string {
  return weight === 1 ? term : `${weight} · ${term}`;
}
