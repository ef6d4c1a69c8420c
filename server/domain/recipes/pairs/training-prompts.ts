import { existsSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { Recipe } from "../../../contract/recipe/recipe";
import { isInside, type Paths } from "../../../platform/paths";
import { chatRowSchema, readJsonLines } from "../data-file";
import { resolveReference } from "../resolve";

/** The user's own first prompts, at most `count`, from the training files that lie on this machine; broken lines are passed over. */
export async function readTrainingPrompts(paths: Paths, recipe: Recipe, count: number): Promise<string[]> {
  const prompts: string[] = [];
  for (const reference of recipe.data.train) {
    const path = resolveReference(paths, reference);
    if (!isAbsolute(path) || !isInside(path, paths.roots) || !existsSync(path) || !statSync(path).isFile()) continue;
    for await (const entry of readJsonLines(path, chatRowSchema)) {
      if ("message" in entry) continue;
      prompts.push(...entry.row.messages.filter(({ role }) => role === "user").map(({ content }) => content));
      if (prompts.length >= count) return prompts.slice(0, count);
    }
  }
  return prompts;
}
