import type { Preflight } from "../../../contract/preflight";
import type { Problem } from "../../../contract/problem";
import type { Services } from "../../services";
import { checkRecipe } from "../checks/check-recipe";
import { adviseRecipe } from "./advice";
import { firstRowTexts, quantizedResultsOf } from "./advice-facts";
import { measureRecipe } from "./measure-recipe";
import { estimateSweep } from "./sweep-estimate";
import { estimateTime } from "./time-estimate";

/**
 * All that can be known before the launch: pair, memory, data, advice, time and every problem. `preflight` is null where
 * the recipe cannot be read; `problems` then say why.
 */
export async function preflightRecipe(
  services: Services,
  input: unknown,
): Promise<{ preflight: Preflight | null; problems: Problem[] }> {
  const { recipe, problems, inputs, pair } = await checkRecipe(services, input);
  if (recipe === null) return { preflight: null, problems };
  const { data, memory } = await measureRecipe(services, recipe, inputs);
  const preflight: Preflight = {
    pair,
    memory,
    data,
    advice: adviseRecipe({
      recipe,
      pair,
      history: quantizedResultsOf(services, recipe),
      samples: firstRowTexts(inputs),
    }),
    time: await estimateTime(services, recipe, data?.rows ?? null),
    sweep: await estimateSweep(services, recipe, data?.rows ?? null),
    warnings: problems,
  };
  return { preflight, problems };
}
