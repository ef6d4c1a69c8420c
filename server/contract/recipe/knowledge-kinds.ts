import { namesOf } from "../registry";
import type { Knowledge, KnowledgeKind, KnowledgeOf } from "./knowledge";

/** How ms-swift trains: supervised, by the teacher's distribution (GKD), by preference, by policy gradient. */
export type Method = "sft" | "gkd" | "dpo" | "kto" | "grpo";

/** What one kind of knowledge asks of the training, the teacher and the data. */
type KnowledgeKindDefinition<Kind extends KnowledgeKind> = {
  /** How the recipe then trains. */
  method(entry: KnowledgeOf<Kind>): Method;
  /** A method of its own, beside which no other kind can stand. */
  standsAlone: boolean;
  /** The teacher speaks in text; the other kinds compare the two models token by token. */
  isText: boolean;
  /** Compares logits, so that rows of padding in one vocabulary matter. */
  comparesLogits: boolean;
  /** Looks inside the teacher's layers, which have to be here and whole. */
  looksInside: boolean;
  /** Needs attention maps, which only the eager implementation gives. */
  needsAttentionMaps: boolean;
  /** A teacher on this host writes answers to the training prompts first. */
  asksTeacher(entry: KnowledgeOf<Kind>): boolean;
  /** The student writes every answer itself, so that the data need none. */
  asksStudent(entry: KnowledgeOf<Kind>): boolean;
};

const plain = {
  standsAlone: false,
  isText: false,
  comparesLogits: false,
  looksInside: false,
  needsAttentionMaps: false,
  asksTeacher: () => false,
  asksStudent: () => false,
};

const definitions = {
  answers: { ...plain, method: () => "sft", isText: true, asksTeacher: ({ source }) => source === "teacher" },
  logits: { ...plain, method: () => "gkd", comparesLogits: true, asksStudent: ({ onPolicy }) => onPolicy === 1 },
  "hidden-states": { ...plain, method: () => "gkd", looksInside: true },
  attention: { ...plain, method: () => "gkd", looksInside: true, needsAttentionMaps: true },
  preference: {
    ...plain,
    method: ({ method }) => method,
    standsAlone: true,
    isText: true,
    asksTeacher: ({ pairs }) => pairs === "teacher-student",
  },
  policy: { ...plain, method: () => "grpo", standsAlone: true, asksStudent: () => true },
} satisfies { [Kind in KnowledgeKind]: KnowledgeKindDefinition<Kind> };

/** Every kind of knowledge in the order in which it is shown. */
export const knowledgeKinds = namesOf(definitions);

/** What each kind of knowledge asks for. */
export const knowledgeTraits: Record<KnowledgeKind, KnowledgeKindDefinition<KnowledgeKind>> = definitions;

/** True where a teacher has to write answers for this knowledge. */
export function asksTeacher(knowledge: readonly Knowledge[]): boolean {
  return knowledge.some((entry) => knowledgeTraits[entry.kind].asksTeacher(entry));
}
