import { knowledgeOf } from "../../../contract/recipe/knowledge";
import { isGkd } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";

export const lossSettingsFile = "distillation.json";

/** Settings of the plugin's loss, or null where ms-swift trains by a loss of its own. Without logits α is 1. */
export function lossSettings(recipe: Recipe, softLabels: string[]): Record<string, unknown> | null {
  if (!isGkd(recipe.knowledge)) return null;
  const logits = knowledgeOf(recipe.knowledge, "logits");
  const hidden = knowledgeOf(recipe.knowledge, "hidden-states");
  return {
    alpha: logits?.alpha ?? 1,
    temperature: logits?.temperature ?? 1,
    temperatureScale: logits?.temperatureScale ?? "squared",
    divergence: logits?.divergence ?? "forward-kl",
    jsdBeta: logits?.jsdBeta ?? 0.5,
    topK: logits?.topK ?? null,
    topKTail: logits?.topKTail ?? "bucket",
    hiddenStates: hidden && { weight: hidden.weight, layers: hidden.layers, normalize: hidden.normalize },
    attentionWeight: knowledgeOf(recipe.knowledge, "attention")?.weight ?? null,
    softLabels,
  };
}
