import type { TokenizerFacts } from "./read-tokenizer";

export type TokenizerComparison = {
  /** `alike`: an id means the same on both sides, apart from what the note says. */
  relation: "alike" | "different" | "unknown";
  equal: boolean | null;
  note: string | null;
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
    return { relation: "unknown", equal: null, note: "One side's tokenizer could not be read" };
  if (teacher.form === "opaque" || student.form === "opaque") return compareOpaque(teacher, student);
  const different = (note: string): TokenizerComparison => ({ relation: "different", equal: false, note });
  const { conflicts, common } = countConflicts(teacher, student);
  if (conflicts > 0)
    return different(`${format(conflicts)} of ${format(common)} ids that both have stand for other tokens`);
  if (teacher.digests.merges !== student.digests.merges)
    return different("The same tokens, but joined by other rules, so that a text falls apart differently");
  if (teacher.digests.pipeline !== student.digests.pipeline && promptsDiffer !== false)
    return different("The same tokens, but texts are normalised or cut differently before they are looked up");
  return compareRest(teacher, student);
}

function compareOpaque(teacher: TokenizerFacts, student: TokenizerFacts): TokenizerComparison {
  const isSame = teacher.form === "opaque" && student.form === "opaque" && teacher.digest === student.digest;
  if (isSame) return { relation: "alike", equal: true, note: null };
  return {
    relation: "unknown",
    equal: null,
    note: "Without tokenizer.json on both sides only equal files tell something",
  };
}

function compareRest(teacher: Whole, student: Whole): TokenizerComparison {
  const teacherOnly = missingFrom(student, teacher);
  const studentOnly = missingFrom(teacher, student);
  const notes = [
    ...(studentOnly.length > 0
      ? [`only the student has ${list(studentOnly)}: the teacher gets ids there that it was never trained on`]
      : []),
    ...(teacherOnly.length > 0
      ? [`only the teacher has ${list(teacherOnly)}: the student writes such text with several tokens`]
      : []),
    ...(teacher.digests.pipeline === student.digests.pipeline
      ? []
      : ["texts are cut by other rules, which made no difference for the prompts that were tried"]),
  ];
  if (notes.length === 0) return { relation: "alike", equal: true, note: null };
  const note = notes.join("; ");
  return { relation: "alike", equal: false, note: note.charAt(0).toUpperCase() + note.slice(1) };
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

function list(tokens: string[]): string {
  const more = tokens.length > 3 ? ` and ${tokens.length - 3} more` : "";
  return `${tokens.slice(0, 3).join(", ")}${more}`;
}

function format(value: number): string {
  return value.toLocaleString("en-US");
}
