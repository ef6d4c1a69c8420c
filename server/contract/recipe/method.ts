import { type Knowledge, knowledgeOf } from "./knowledge";
import { knowledgeKinds, knowledgeTraits, type Method } from "./knowledge-kinds";

/** True when the loss compares the student with the teacher's own numbers: logits, hidden states or attention. */
export function isGkd(knowledge: readonly Knowledge[]): boolean {
  return knowledge.some((entry) => knowledgeTraits[entry.kind].method(entry) === "gkd");
}

/** The method that a set of knowledge kinds asks for. */
export function methodOf(knowledge: readonly Knowledge[]): Method {
  for (const kind of knowledgeKinds) {
    const entry = knowledgeTraits[kind].standsAlone ? knowledgeOf(knowledge, kind) : null;
    if (entry !== null) return knowledgeTraits[kind].method(entry);
  }
  return isGkd(knowledge) ? "gkd" : "sft";
}
