import type { DataReport, MemoryEstimate } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Watch } from "../../../platform/keep-answers";
import { getHostStatus } from "../../placement/host/status";
import type { Inputs } from "../../recipes/inputs/read-inputs";
import { type Capacity, estimateMemory } from "../../recipes/pairs/memory/estimate-memory";
import type { Services } from "../../services";
import { rowLengthsOf } from "../row-lengths";
import { reportData } from "./data-report";
import { teacherCeilingOf } from "./teacher-ceiling";

/** What the training data hold, and the memory that training on them takes; `data` is null where no file can be read here. */
export async function measureRecipe(
  services: Services,
  recipe: Recipe,
  inputs: Inputs,
  watch: Watch = {},
): Promise<{ data: DataReport | null; memory: MemoryEstimate }> {
  const lengths = await rowLengthsOf(services.paths, recipe, inputs, watch);
  const teacherCeiling = teacherCeilingOf(services, recipe, inputs.evaluation);
  const data = reportData(inputs, recipe, { lengths, teacherCeiling });
  const capacity = await capacityOf(services);
  return { data, memory: estimateMemory(services.paths, recipe, capacity, data?.tokens?.max ?? null) };
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
