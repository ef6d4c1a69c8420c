import type { DataReport, MemoryEstimate } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { getHostStatus } from "../../placement/host/status";
import type { Inputs } from "../../recipes/inputs/read-inputs";
import { type Capacity, estimateMemory } from "../../recipes/pairs/memory/estimate-memory";
import type { TokenizerFacts } from "../../recipes/pairs/tokenizer/read-tokenizer";
import type { Services } from "../../services";
import { reportData } from "./data-report";
import { type CountTokens, sampleLengths } from "./sample-lengths";
import { teacherCeilingOf } from "./teacher-ceiling";

/** What the training data hold, and the memory that training on them takes; `data` is null where no file can be read here. */
export async function measureRecipe(
  services: Services,
  recipe: Recipe,
  inputs: Inputs,
): Promise<{ data: DataReport | null; memory: MemoryEstimate }> {
  const count = tokenCounter(inputs.student.tokenizer);
  const lengths = count === null ? [] : await sampleLengths(inputs, count);
  const teacherCeiling = teacherCeilingOf(services, recipe, inputs.evaluation);
  const data = reportData(inputs, recipe, { lengths, teacherCeiling });
  const capacity = await capacityOf(services);
  return { data, memory: estimateMemory(services.paths, recipe, capacity, data?.tokens?.max ?? null) };
}

const counters = new WeakMap<TokenizerFacts, CountTokens>();

/** The same counter for the same tokenizer, so that what it has counted is known. */
function tokenCounter(tokenizer: TokenizerFacts | null): CountTokens | null {
  if (tokenizer?.form !== "whole" || tokenizer.encode("a") === null) return null;
  const counter = counters.get(tokenizer) ?? ((text: string) => tokenizer.encode(text)?.length ?? 0);
  counters.set(tokenizer, counter);
  return counter;
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
