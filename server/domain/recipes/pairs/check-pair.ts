import { type Message, message } from "../../../contract/message";
import type { PairCheck, PairVerdict } from "../../../contract/preflight";
import { knowledgeKinds, knowledgeTraits } from "../../../contract/recipe/knowledge-kinds";
import { promptsFact, rowsFact, specialFact, templateFact, tokenizerFact } from "./pair-facts";
import type { PairSide } from "./read-side";
import { compareTokenizers, type TokenizerComparison } from "./tokenizer/compare-tokenizers";

/** Compares teacher and student by what their files say: vocabulary, tokenizer, special tokens, template and how both cut the user's `ownPrompts`. Pure. */
export function checkPair(teacher: PairSide, student: PairSide, ownPrompts: string[]): PairCheck {
  const prompts = encodeBoth(teacher, student, ownPrompts);
  const promptsDiffer = prompts === null ? null : prompts.equal < prompts.tried;
  const comparison = isOneModel(teacher, student)
    ? { relation: "alike" as const, equal: true, note: null }
    : compareTokenizers(teacher.tokenizer, student.tokenizer, promptsDiffer);
  const verdict = verdictOf(teacher, student, comparison);
  const facts = [
    rowsFact(teacher, student),
    tokenizerFact(teacher, student, comparison),
    specialFact(teacher, student),
    templateFact(teacher, student),
    promptsFact(prompts),
  ];
  return {
    verdict,
    reasons: [...reasonsOf(verdict, teacher, student), ...facts.flatMap(({ note }) => (note === null ? [] : [note]))],
    allowedKinds: knowledgeKinds.filter((kind) => verdict !== "different" || knowledgeTraits[kind].isText),
    facts,
    prompts,
    teacherParameters: teacher.parameters,
    studentParameters: student.parameters,
  };
}

/** A pair of which nothing could be compared, for a reason. */
export function unreadPair(reason: Message | null): PairCheck {
  const reasons = [message("pairs.unknown"), ...(reason === null ? [] : [reason])];
  const nothing = { facts: [], prompts: null, teacherParameters: null, studentParameters: null };
  return { verdict: "unknown", reasons, allowedKinds: [...knowledgeKinds], ...nothing };
}

function verdictOf(teacher: PairSide, student: PairSide, { relation }: TokenizerComparison): PairVerdict {
  if (relation !== "alike") return relation;
  if (teacher.rows === null || student.rows === null) return isOneModel(teacher, student) ? "same" : "unknown";
  return teacher.rows === student.rows ? "same" : "padded";
}

function reasonsOf(verdict: PairVerdict, teacher: PairSide, student: PairSide): Message[] {
  switch (verdict) {
    case "same":
      return [message("pairs.same")];
    case "padded":
      return [message("pairs.padded", { teacher: teacher.rows ?? "?", student: student.rows ?? "?" })];
    case "different":
      return [message("pairs.different")];
    case "unknown":
      return [message("pairs.unknown"), ...[teacher.reason, student.reason].filter((reason) => reason !== null)];
  }
}

function isOneModel(teacher: PairSide, student: PairSide): boolean {
  return teacher.reference === student.reference || (teacher.folder !== null && teacher.folder === student.folder);
}

function encodeBoth(teacher: PairSide, student: PairSide, prompts: string[]): PairCheck["prompts"] {
  const [first, second] = [teacher.tokenizer, student.tokenizer];
  if (first?.form !== "whole" || second?.form !== "whole") return null;
  const tried = prompts
    .map((prompt) => [first.encode(prompt), second.encode(prompt)] as const)
    .filter(([a, b]) => a !== null && b !== null);
  if (tried.length === 0) return null;
  return { tried: tried.length, equal: tried.filter(([a, b]) => a?.join() === b?.join()).length };
}
