import { join } from "node:path";
import type { Recipe } from "../../contract/recipe/recipe";
import { canonicalJson } from "../../platform/digest";
import { fileStamp } from "../../platform/file-stamp";
import { keepAnswers, type Watch } from "../../platform/keep-answers";
import type { Paths } from "../../platform/paths";
import { WorkerLimitError } from "../../platform/worker-pool";
import type { DataFiles } from "../recipes/inputs/data-files";
import type { LengthsInput } from "../recipes/inputs/measure-lengths";
import { runJob } from "../recipes/inputs/run-job";
import { findModelFolder } from "../recipes/pairs/model/model-folder";

const measureLengths = keepAnswers((input: LengthsInput, watch: Watch) => runJob("tokenLengths", input, watch), {
  keyOf: ({ files, columns, tokenizer }) => canonicalJson([tokenizer, columns ?? {}, files]),
  fingerprintOf: ({ files, tokenizer }) =>
    [...files, join(tokenizer, "tokenizer.json"), join(tokenizer, "tokenizer_config.json")].map(fileStamp).join(),
  weigh: (lengths) => lengths.length,
  maxWeight: 200_000,
});

/** Token lengths of an even sample of the training rows; none without a tokenizer, or where counting takes too much. */
export async function rowLengthsOf(
  paths: Paths,
  recipe: Recipe,
  inputs: DataFiles,
  watch: Watch = {},
): Promise<number[]> {
  const { folder } = findModelFolder(paths, recipe.student.model);
  const files = [...inputs.train, ...inputs.teachersTrain].flatMap(({ path, facts }) => (facts === null ? [] : [path]));
  if (folder === null || files.length === 0) return [];
  try {
    return await measureLengths({ files, columns: recipe.data.columns, tokenizer: folder }, watch);
  } catch (error) {
    if (error instanceof WorkerLimitError) return [];
    throw error;
  }
}
