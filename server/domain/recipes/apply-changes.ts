import { parse } from "yaml";
import { setAt } from "../../contract/at-path";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";

/** Values by recipe key in dot form, list items by their number; null takes a key away. */
export type RecipeChanges = Record<string, unknown>;

/** A recipe with values laid over it at these keys; the recipe itself stays as it is, and nothing is validated. Throws `invalid-input` for a key that cannot lie in a recipe. Pure. */
export function applyChanges(recipe: object, changes: RecipeChanges): unknown {
  return Object.entries(changes).reduce<unknown>((changed, [path, value]) => {
    const placed = setAt(changed, path, value);
    if (!placed.isPlaced) throw notAKey(path);
    return placed.tree;
  }, recipe);
}

/** Reads `key=value` texts, values as YAML; an empty value is null. Throws `invalid-input`. */
export function readChanges(texts: string[]): RecipeChanges {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at < 1)
        throw new AppError("invalid-input", message("cli.change", { text }), {
          field: "set",
          suggestion: message("cli.change-next"),
        });
      return [text.slice(0, at), readValue(text.slice(at + 1), text)];
    }),
  );
}

function readValue(value: string, text: string): unknown {
  try {
    return parse(value);
  } catch (error) {
    throw new AppError("invalid-input", message("cli.change-yaml", { text }), {
      field: "set",
      suggestion: message("cli.change-yaml-next"),
      cause: error,
    });
  }
}

function notAKey(path: string): AppError {
  return new AppError("invalid-input", message("control.not-a-key", { path }), {
    field: path,
    suggestion: message("control.not-a-key-next"),
  });
}
