import type { Preflight } from "../../contract/preflight";
import type { Problem } from "../../contract/problem";
import type { Recipe } from "../../contract/recipe/recipe";
import { getHostStatus } from "../host/status";
import { checkPair } from "../pairs/check-pair";
import { type Capacity, estimateMemory } from "../pairs/memory/estimate-memory";
import { findModelFolder } from "../pairs/model/model-folder";
import { readTokenizer } from "../pairs/tokenizer/read-tokenizer";
import { checkRecipe } from "../recipes/check";
import type { Services } from "../services";
import { adviseRecipe } from "./advice";
import { firstRowTexts, quantizedResultsOf } from "./advice-facts";
import { reportData } from "./data-report";
import { estimateTime } from "./time-estimate";

/**
 * All that can be known before the launch: pair, memory, data, advice, time and every problem. `preflight` is null where
 * the recipe cannot be read; `problems` then say why.
 */
export async function preflightRecipe(
  services: Services,
  input: unknown,
): Promise<{ preflight: Preflight | null; problems: Problem[] }> {
  const { recipe, problems } = await checkRecipe(services, input);
  if (recipe === null) return { preflight: null, problems };
  const { paths } = services;
  const pair = await checkPair(paths, recipe);
  const data = await reportData(services, recipe, tokenCounter(services, recipe));
  const preflight: Preflight = {
    pair,
    memory: estimateMemory(paths, recipe, await capacityOf(services), data?.tokens?.max ?? null),
    data,
    advice: adviseRecipe({
      recipe,
      pair,
      history: quantizedResultsOf(services, recipe),
      samples: await firstRowTexts(paths, recipe),
    }),
    time: await estimateTime(services, recipe, data?.rows ?? null),
    warnings: problems,
  };
  return { preflight, problems };
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
