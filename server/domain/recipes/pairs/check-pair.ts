import { type Message, message } from "../../../contract/message";
import type { PairCheck, PairVerdict } from "../../../contract/preflight";
import { type KnowledgeKind, knowledgeKinds } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { promptsFact, rowsFact, specialFact, templateFact, tokenizerFact } from "./pair-facts";
import { type PairSide, readSide } from "./read-side";
import { compareTokenizers, type TokenizerComparison } from "./tokenizer/compare-tokenizers";
import { readTrainingPrompts } from "./training-prompts";

const triedPrompts = 20;

/** Kinds whose teacher speaks in text; the others compare the two models token by token. */
const textKinds: readonly KnowledgeKind[] = ["answers", "preference"];

/**
 * Compares teacher and student by what is on this machine: vocabulary, tokenizer, special tokens, template and the
 * user's own first 20 prompts. `teacher` names another one than the recipe's first.
 */
export async function checkPair(paths: Paths, recipe: Recipe, teacher = recipe.teacher.model): Promise<PairCheck> {
  const sides = { teacher: readSide(paths, teacher), student: readSide(paths, recipe.student.model) };
  const prompts = encodeBoth(sides.teacher, sides.student, await readTrainingPrompts(paths, recipe, triedPrompts));
  const promptsDiffer = prompts === null ? null : prompts.equal < prompts.tried;
  const comparison = isOneModel(sides.teacher, sides.student)
    ? { relation: "alike" as const, equal: true, note: null }
    : compareTokenizers(sides.teacher.tokenizer, sides.student.tokenizer, promptsDiffer);
  const verdict = verdictOf(sides.teacher, sides.student, comparison);
  const facts = [
    rowsFact(sides.teacher, sides.student),
    tokenizerFact(sides.teacher, sides.student, comparison),
    specialFact(sides.teacher, sides.student),
    templateFact(sides.teacher, sides.student),
    promptsFact(prompts),
  ];
  return {
    verdict,
    reasons: [
      ...reasonsOf(verdict, sides.teacher, sides.student),
      ...facts.flatMap(({ note }) => (note === null ? [] : [note])),
    ],
    allowedKinds: verdict === "different" ? [...textKinds] : [...knowledgeKinds],
    facts,
    prompts,
    teacherParameters: sides.teacher.parameters,
    studentParameters: sides.student.parameters,
  };
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
