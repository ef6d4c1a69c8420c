import type { DataReport, MemoryEstimate } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { getHostStatus } from "../../placement/host/status";
import { type Capacity, estimateMemory } from "../../recipes/pairs/memory/estimate-memory";
import { findModelFolder } from "../../recipes/pairs/model/model-folder";
import { readTokenizer } from "../../recipes/pairs/tokenizer/read-tokenizer";
import type { Services } from "../../services";
import { reportData } from "./data-report";

/** What the training data hold, and the memory that training on them takes; `data` is null where no file can be read here. */
export async function measureRecipe(
  services: Services,
  recipe: Recipe,
): Promise<{ data: DataReport | null; memory: MemoryEstimate }> {
  const data = await reportData(services, recipe, tokenCounter(services, recipe));
  const capacity = await capacityOf(services);
  return { data, memory: estimateMemory(services.paths, recipe, capacity, data?.tokens?.max ?? null) };
}

function tokenCounter({ paths }: Services, recipe: Recipe): ((text: string) => number) | null {
  const { folder } = findModelFolder(paths, recipe.student.model);
  const tokenizer = folder === null ? null : readTokenizer(folder);
  if (tokenizer?.form !== "whole" || tokenizer.encode("a") === null) return null;
  return (text) => tokenizer.encode(text)?.length ?? 0;
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
