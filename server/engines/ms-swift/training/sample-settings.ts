import { join } from "node:path";
import { sampleTokens } from "../../../contract/recipe/evaluate";
import type { StageContext } from "../../engine";

export const sampleSettingsFile = "sample-answers.json";
export const sampleAnswersFile = "sample-answers.jsonl";

/** What the plugin needs to answer a few prompts while it trains; null where none are asked for, or there is no file to take them from. */
export function sampleSettings({
  recipe,
  directory,
  resolve,
}: Pick<StageContext, "recipe" | "directory" | "resolve">): Record<string, unknown> | null {
  const { validation, evaluation } = recipe.data;
  const files = [...validation, ...evaluation.map(({ path }) => path)].map(resolve);
  if (recipe.evaluate.samples === 0 || files.length === 0) return null;
  const output = join(directory, sampleAnswersFile);
  return { files, count: recipe.evaluate.samples, maxTokens: sampleTokens, output };
}
