import { join } from "node:path";
import type { PairCheck } from "../../../contract/preflight";
import { canonicalJson } from "../../../platform/digest";
import { fileStamp } from "../../../platform/file-stamp";
import type { Paths } from "../../../platform/paths";
import { checkPair } from "./check-pair";
import { findModelFolder } from "./model/model-folder";
import { readSide } from "./read-side";

/** The models of a recipe by reference, and the user's own first prompts. */
export type PairsInput = { paths: Paths; teachers: string[]; student: string; prompts: string[] };

/** How each teacher compares with the student, in the order of the teachers. Reads tokenizers, which takes a moment: in a server a worker does it. */
export function comparePairs({ paths, teachers, student, prompts }: PairsInput): PairCheck[] {
  const small = readSide(paths, student);
  return teachers.map((teacher) => checkPair(readSide(paths, teacher), small, prompts));
}

const comparedFiles = [
  "config.json",
  "generation_config.json",
  "special_tokens_map.json",
  "chat_template.jinja",
  "tokenizer_config.json",
  "tokenizer.json",
  "tokenizer.model",
  "vocab.json",
  "qwen.tiktoken",
];

/** Equal while what is compared stays as it is: the prompts, and by size and time the files of each model. */
export function pairsFingerprint({ paths, teachers, student, prompts }: PairsInput): string {
  const stamps = [student, ...teachers].map((reference) => {
    const { folder } = findModelFolder(paths, reference);
    return folder === null ? null : [folder, ...comparedFiles.map((name) => fileStamp(join(folder, name)))];
  });
  return canonicalJson([stamps, prompts]);
}
