import { existsSync, readFileSync } from "node:fs";
import { AppError } from "../contract/error";
import { message } from "../contract/message";
import { readRecipeText } from "../domain/recipes/parse";

/** Reads a recipe file (YAML or JSON); throws with what to do when it is missing or malformed. */
export function readRecipeFile(file: string): unknown {
  if (!existsSync(file))
    throw new AppError("not-found", message("cli.no-file", { file }), {
      suggestion: message("cli.no-file-next"),
    });
  return readRecipeText(readFileSync(file, "utf8"));
}
