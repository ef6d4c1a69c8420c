import type { Knowledge } from "./knowledge";

/** How ms-swift trains: supervised, by the teacher's distribution (GKD), by preference, by policy gradient. */
export type Method = "sft" | "gkd" | "dpo" | "kto" | "grpo";

/** True when the loss compares the student with the teacher's own numbers: logits, hidden states or attention. */
export function isGkd(knowledge: readonly Knowledge[]): boolean {
  return knowledge.some(({ kind }) => kind === "logits" || kind === "hidden-states" || kind === "attention");
}

/** The method that a set of knowledge kinds asks for. */
export function methodOf(knowledge: readonly Knowledge[]): Method {
  const preference = knowledge.find((entry) => entry.kind === "preference");
  if (preference) return preference.method;
  if (knowledge.some(({ kind }) => kind === "policy")) return "grpo";
  return isGkd(knowledge) ? "gkd" : "sft";
}
