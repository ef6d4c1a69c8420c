import { join } from "node:path";
import type { DataReport, MemoryEstimate } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { canonicalJson } from "../../../platform/digest";
import { fileStamp } from "../../../platform/file-stamp";
import { keepAnswers, type Watch } from "../../../platform/keep-answers";
import type { Paths } from "../../../platform/paths";
import { WorkerLimitError } from "../../../platform/worker-pool";
import { getHostStatus } from "../../placement/host/status";
import type { LengthsInput } from "../../recipes/inputs/measure-lengths";
import type { Inputs } from "../../recipes/inputs/read-inputs";
import { runJob } from "../../recipes/inputs/run-job";
import { type Capacity, estimateMemory } from "../../recipes/pairs/memory/estimate-memory";
import { findModelFolder } from "../../recipes/pairs/model/model-folder";
import type { Services } from "../../services";
import { reportData } from "./data-report";
import { teacherCeilingOf } from "./teacher-ceiling";

/** What the training data hold, and the memory that training on them takes; `data` is null where no file can be read here. */
export async function measureRecipe(
  services: Services,
  recipe: Recipe,
  inputs: Inputs,
  watch: Watch = {},
): Promise<{ data: DataReport | null; memory: MemoryEstimate }> {
  const lengths = await lengthsOf(services.paths, recipe, inputs, watch);
  const teacherCeiling = teacherCeilingOf(services, recipe, inputs.evaluation);
  const data = reportData(inputs, recipe, { lengths, teacherCeiling });
  const capacity = await capacityOf(services);
  return { data, memory: estimateMemory(services.paths, recipe, capacity, data?.tokens?.max ?? null) };
}

const measureLengths = keepAnswers((input: LengthsInput, watch: Watch) => runJob("tokenLengths", input, watch), {
  keyOf: ({ files, columns, tokenizer }) => canonicalJson([tokenizer, columns ?? {}, files]),
  fingerprintOf: ({ files, tokenizer }) =>
    [...files, join(tokenizer, "tokenizer.json"), join(tokenizer, "tokenizer_config.json")].map(fileStamp).join(),
  weigh: (lengths) => lengths.length,
  maxWeight: 200_000,
});

/** Token lengths of an even sample of the training rows; none without a tokenizer, or where counting takes too much. */
async function lengthsOf(paths: Paths, recipe: Recipe, inputs: Inputs, watch: Watch): Promise<number[]> {
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

async function capacityOf(services: Services): Promise<Capacity> {
  const { memoryTotalBytes, memoryFreeBytes, gpus } = await getHostStatus(services);
  return {
    totalMemoryBytes: memoryTotalBytes,
    freeMemoryBytes: memoryFreeBytes,
    gpus: gpus.map(({ memoryTotalBytes: totalBytes, memoryUsedBytes }) => ({
      totalBytes,
      freeBytes: totalBytes - memoryUsedBytes,
    })),
  };
}
