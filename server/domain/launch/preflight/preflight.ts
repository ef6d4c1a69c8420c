import type { Preflight } from "../../../contract/preflight";
import type { Problem } from "../../../contract/problem";
import type { Services } from "../../services";
import { type CheckWatch, checkRecipe } from "../checks/check-recipe";
import { resolvedOf } from "../settle-recipe";
import { adviseRecipe } from "./advice";
import { firstRowTexts, quantizedResultsOf } from "./advice-facts";
import { measureRecipe } from "./measure-recipe";
import { estimateSweep } from "./sweep-estimate";
import { estimateTime } from "./time-estimate";

/** Parts of a preflight that are known already. */
export type PreflightParts = Partial<Omit<Preflight, "warnings">>;

/** Whoever looks may be told what is known so far and how far the rest is, and may give up. */
export type PreflightWatch = Pick<CheckWatch, "signal" | "onFile" | "onProblems" | "onTokens"> & {
  onParts?: (parts: PreflightParts) => void;
};

/**
 * All that can be known before the launch: pair, memory, data, advice, time and every problem. `preflight` is null where
 * the recipe cannot be read; `problems` then say why.
 */
export async function preflightRecipe(
  services: Services,
  input: unknown,
  { onParts = () => undefined, onTokens, ...watch }: PreflightWatch = {},
): Promise<{ preflight: Preflight | null; problems: Problem[] }> {
  const onPair = (pair: Preflight["pair"]) => onParts({ pair });
  const { recipe, settled, problems, inputs, pair } = await checkRecipe(services, input, {
    ...watch,
    onTokens,
    onPair,
  });
  if (recipe === null) return { preflight: null, problems };
  watch.onProblems?.(problems);
  const resolved = resolvedOf(recipe, settled);
  onParts({ resolved });
  const { data, memory } = await measureRecipe(services, settled, inputs, {
    signal: watch.signal,
    onProgress: onTokens,
  });
  onParts({ data, memory });
  const advice = adviseRecipe({
    recipe: settled,
    pair,
    history: quantizedResultsOf(services, recipe),
    samples: firstRowTexts(inputs),
  });
  const time = await estimateTime(services, settled, data?.rows ?? null);
  const sweep = await estimateSweep(services, settled, data?.rows ?? null);
  return { preflight: { pair, memory, data, advice, time, sweep, resolved, warnings: problems }, problems };
}
