import { parse } from "yaml";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";

/** Values by recipe key in dot form, list items by their number; null takes a key away. */
export type RecipeChanges = Record<string, unknown>;

const notKeys = new Set(["__proto__", "constructor", "prototype"]);

/** A recipe with values laid over it at these keys; the recipe itself stays as it is, and nothing is validated. Throws `invalid-input` for a key that cannot lie in a recipe. Pure. */
export function applyChanges(recipe: object, changes: RecipeChanges): unknown {
  const changed: Record<string, unknown> = { ...structuredClone(recipe) };
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    if (keys.some((key) => key === "" || notKeys.has(key))) throw notAKey(path);
    const last = keys.pop() ?? "";
    const target = keys.reduce((inner, key) => below(inner, key, path), changed);
    if (Array.isArray(target) && !(Number(last) <= target.length)) throw notAKey(path);
    if (value === null) delete target[last];
    else target[last] = structuredClone(value);
  }
  return changed;
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

function below(inner: Record<string, unknown>, key: string, path: string): Record<string, unknown> {
  const found = inner[key];
  // Parts of a recipe that are left out, such as `serve`, begin with the first key that is set in them.
  if (found === undefined && !Array.isArray(inner)) inner[key] = {};
  const target = inner[key];
  if (!isRecord(target)) throw notAKey(path);
  return target;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function notAKey(path: string): AppError {
  return new AppError("invalid-input", message("control.not-a-key", { path }), {
    field: path,
    suggestion: message("control.not-a-key-next"),
  });
}
