import { existsSync, readFileSync } from "node:fs";
import { AppError } from "../contract/error";
import { readRecipeText } from "../domain/recipes/parse";

/** Reads a recipe file (YAML or JSON); throws with what to do when it is missing or malformed. */
export function readRecipeFile(file: string): unknown {
  if (!existsSync(file))
    throw new AppError("not-found", `There is no file '${file}'`, {
      suggestion: "Give the path of a recipe (YAML or JSON)",
    });
  return readRecipeText(readFileSync(file, "utf8"));
}
