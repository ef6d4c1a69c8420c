import { message } from "../../../contract/message";
import type { DataReport } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { DataFiles } from "../../recipes/inputs/data-files";
import type { TrainingLook } from "../../recipes/inputs/jobs";
import { factsOf, trainingFactsOf } from "../../recipes/inputs/read-inputs";
import { countRepeated, holdsKey } from "../../recipes/inputs/text-keys";
import { maxCharacters, maxRows } from "../../recipes/inputs/training-file";

type RowsLook = TrainingLook["look"];

import { summarizeLengths } from "./token-lengths";

/**
 * What the training data hold, of at most 200,000 rows or 256 MB (`limit` says so where it was reached); `lengths` are those
 * of an even sample in tokens, none where no tokenizer could be read. Rows that are no chat rows are left to the check of the
 * recipe. Null when no training file can be read here. Pure.
 */
export function reportData(
  files: DataFiles,
  { data }: Recipe,
  { lengths, teacherCeiling }: { lengths: number[]; teacherCeiling: DataReport["teacherCeiling"] },
): DataReport | null {
  const training = trainingFactsOf(files);
  if (training.length === 0) return null;
  const { looks, rows, isFull } = lookedAt(training.map(({ look }) => look));
  const heldOut = factsOf(files.evaluation).flatMap(({ items }) => items);
  return {
    rows,
    columns: [...new Set(looks.flatMap(({ columns }) => columns))],
    tokens: summarizeLengths(lengths, data.maxLength),
    duplicates: countRepeated(looks.map(({ rowKeys }) => rowKeys)),
    emptyAnswers: looks.reduce((sum, { emptyAnswers }) => sum + emptyAnswers, 0),
    leaked: heldOut.filter(({ key }) => training.some(({ prompts }) => holdsKey(prompts, key))).length,
    teacherCeiling,
    limit: isFull ? message("scores.first-rows", { rows }) : null,
  };
}

/** The files' rows in their order until there are enough of them. */
function lookedAt(all: RowsLook[]): { looks: RowsLook[]; rows: number; isFull: boolean } {
  const looks: RowsLook[] = [];
  let [rows, characters] = [0, 0];
  const isFull = () => rows >= maxRows || characters >= maxCharacters;
  for (const look of all) {
    if (isFull()) break;
    const rowKeys = look.rowKeys.subarray(0, maxRows - rows);
    looks.push({ ...look, rowKeys });
    rows += rowKeys.length;
    characters += look.characters;
  }
  return { looks, rows, isFull: isFull() };
}
