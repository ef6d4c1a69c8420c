import { type Message, message, verbatim } from "../../../contract/message";
import type { PairFact } from "../../../contract/preflight";
import type { PairSide } from "./read-side";
import type { TokenizerComparison } from "./tokenizer/compare-tokenizers";
import type { TokenizerFacts } from "./tokenizer/read-tokenizer";
import { describeSpecialTokens, differingRoles } from "./tokenizer/special-tokens";

/** Numbers of vocabulary rows, and what the losses do where they differ (`shared_logits` of the plugin, `_align_vocab` in ms-swift's `gkd_loss.py`). */
export function rowsFact(teacher: PairSide, student: PairSide): PairFact {
  const equal = teacher.rows === null || student.rows === null ? null : teacher.rows === student.rows;
  return {
    key: "vocabulary-rows",
    teacher: teacher.rows === null ? null : verbatim(String(teacher.rows)),
    student: student.rows === null ? null : verbatim(String(student.rows)),
    equal,
    note: equal === false ? message("pairs.rows-note") : null,
  };
}

/** How the tokenizers relate. */
export function tokenizerFact(teacher: PairSide, student: PairSide, comparison: TokenizerComparison): PairFact {
  return {
    key: "tokenizer",
    teacher: describeTokenizer(teacher.tokenizer),
    student: describeTokenizer(student.tokenizer),
    equal: comparison.equal,
    note: comparison.note,
  };
}

/** Tokens that begin, end and fill a sequence. */
export function specialFact(teacher: PairSide, student: PairSide): PairFact {
  const differ = teacher.special && student.special ? differingRoles(teacher.special, student.special) : null;
  return {
    key: "special-tokens",
    teacher: teacher.special ? describeSpecialTokens(teacher.special) : null,
    student: student.special ? describeSpecialTokens(student.special) : null,
    equal: differ === null ? null : differ.length === 0,
    note: differ === null || differ.length === 0 ? null : specialNote(differ),
  };
}

function specialNote(differ: string[]): Message {
  const matters = differ.includes("eos") || differ.includes("end");
  return message(matters ? "pairs.special-end" : "pairs.special-begin", { roles: differ.join(", ") });
}

/** The templates that turn messages into a text. */
export function templateFact(teacher: PairSide, student: PairSide): PairFact {
  const describeTemplate = ({ folder, template }: PairSide): Message | null => {
    if (folder === null) return null;
    if (template === null) return message("pairs.no-template");
    return message("pairs.template", { digest: template.digest.slice(0, 8), characters: template.characters });
  };
  const isKnown = teacher.folder !== null && student.folder !== null;
  const equal = isKnown ? teacher.template?.digest === student.template?.digest : null;
  return {
    key: "chat-template",
    teacher: describeTemplate(teacher),
    student: describeTemplate(student),
    equal,
    note: equal === false ? message("pairs.template-note") : null,
  };
}

/** The user's own prompts, tokenised by both. */
export function promptsFact(prompts: { tried: number; equal: number } | null): PairFact {
  const described = prompts === null ? null : message("pairs.prompts-alike", prompts);
  return {
    key: "prompts",
    teacher: described,
    student: described,
    equal: prompts === null ? null : prompts.equal === prompts.tried,
    note: prompts !== null && prompts.equal < prompts.tried ? message("pairs.prompts-note") : null,
  };
}

function describeTokenizer(tokenizer: TokenizerFacts | null): Message | null {
  if (tokenizer === null) return null;
  if (tokenizer.form === "opaque") return verbatim(`${tokenizer.file} ${tokenizer.digest.slice(0, 8)}`);
  const ordinary = [...tokenizer.ordinary.keys()].filter((id) => !tokenizer.added.has(id)).length;
  return message("pairs.tokenizer", {
    digest: tokenizer.digests.vocabulary.slice(0, 8),
    tokens: ordinary,
    added: tokenizer.added.size,
  });
}
