import { type Message, type MessageValue, message } from "../../../../contract/message";
import type { TokenizerFacts } from "./read-tokenizer";

export type TokenizerComparison = {
  /** `alike`: an id means the same on both sides, apart from what the note says. */
  relation: "alike" | "different" | "unknown";
  equal: boolean | null;
  note: Message | null;
};

type Whole = Extract<TokenizerFacts, { form: "whole" }>;

/**
 * Whether ids of two tokenizers mean the same. ms-swift gives the student's ids to the teacher, so that what counts is the
 * meaning of an id; `promptsDiffer` tells whether the user's own prompts came out differently, null where none were tried.
 */
export function compareTokenizers(
  teacher: TokenizerFacts | null,
  student: TokenizerFacts | null,
  promptsDiffer: boolean | null,
): TokenizerComparison {
  if (teacher === null || student === null)
    return { relation: "unknown", equal: null, note: message("pairs.one-unread") };
  if (teacher.form === "opaque" || student.form === "opaque") return compareOpaque(teacher, student);
  const different = (note: Message): TokenizerComparison => ({ relation: "different", equal: false, note });
  const { conflicts, common } = countConflicts(teacher, student);
  if (conflicts > 0) return different(message("pairs.conflicts", { count: conflicts, common }));
  if (teacher.digests.merges !== student.digests.merges) return different(message("pairs.merges"));
  if (teacher.digests.pipeline !== student.digests.pipeline && promptsDiffer !== false)
    return different(message("pairs.pipeline"));
  return compareRest(teacher, student);
}

function compareOpaque(teacher: TokenizerFacts, student: TokenizerFacts): TokenizerComparison {
  const isSame = teacher.form === "opaque" && student.form === "opaque" && teacher.digest === student.digest;
  if (isSame) return { relation: "alike", equal: true, note: null };
  return {
    relation: "unknown",
    equal: null,
    note: message("pairs.opaque"),
  };
}

function compareRest(teacher: Whole, student: Whole): TokenizerComparison {
  const teacherOnly = missingFrom(student, teacher);
  const studentOnly = missingFrom(teacher, student);
  const notes = [
    ...(studentOnly.length > 0 ? [message("pairs.student-only", { tokens: list(studentOnly) })] : []),
    ...(teacherOnly.length > 0 ? [message("pairs.teacher-only", { tokens: list(teacherOnly) })] : []),
    ...(teacher.digests.pipeline === student.digests.pipeline ? [] : [message("pairs.cut")]),
  ];
  const [first, ...more] = notes;
  if (first === undefined) return { relation: "alike", equal: true, note: null };
  const note = more.reduce((joined, next) => message("pairs.both", { first: joined, second: next }), first);
  return { relation: "alike", equal: false, note };
}

function missingFrom(tokenizer: Whole, other: Whole): string[] {
  return idsOf(other).flatMap((id) => {
    const token = tokenOf(other, id);
    return token === undefined || token === tokenOf(tokenizer, id) ? [] : [token];
  });
}

/** Other special tokens at one id are no conflict: they stand outside the text, and are told apart by their own fact. */
function countConflicts(teacher: Whole, student: Whole): { conflicts: number; common: number } {
  if (teacher.digests.vocabulary === student.digests.vocabulary) return { conflicts: 0, common: teacher.ordinary.size };
  const common = idsOf(teacher).filter((id) => tokenOf(student, id) !== undefined);
  const conflicts = common.filter(
    (id) => tokenOf(teacher, id) !== tokenOf(student, id) && !(teacher.added.has(id) && student.added.has(id)),
  );
  return { conflicts: conflicts.length, common: common.length };
}

function idsOf(tokenizer: Whole): number[] {
  return [...new Set([...tokenizer.ordinary.keys(), ...tokenizer.added.keys()])];
}

function tokenOf(tokenizer: Whole, id: number): string | undefined {
  return tokenizer.added.get(id) ?? tokenizer.ordinary.get(id);
}

function list(tokens: string[]): MessageValue {
  const first = tokens.slice(0, 3).join(", ");
  return tokens.length > 3 ? message("pairs.tokens-more", { tokens: first, count: tokens.length - 3 }) : first;
}
