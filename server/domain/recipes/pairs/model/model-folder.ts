import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { type Message, message } from "../../../../contract/message";
import { mayRead, type Paths } from "../../../../platform/paths";
import { resolveModel } from "../../hub/resolve-model";
import { hubFolder } from "./hub-cache";

type Json = Record<string, unknown>;

/** The folder of a model on this machine, or of the small files that its hub gave; else null with the reason: a hub id, outside the allowed roots, or not there. */
export function findModelFolder(
  paths: Paths,
  reference: string,
): { folder: string; reason: null } | { folder: null; reason: Message } {
  const path = resolveModel(paths, reference);
  if (!isAbsolute(path)) {
    const fetched = hubFolder(paths, path);
    return existsSync(join(fetched, "config.json"))
      ? { folder: fetched, reason: null }
      : { folder: null, reason: message("models.hub-only", { model: reference }) };
  }
  if (!mayRead(paths, path)) return { folder: null, reason: message("models.outside-roots", { model: reference }) };
  if (!existsSync(path) || !statSync(path).isDirectory())
    return { folder: null, reason: message("models.no-folder", { model: reference }) };
  return { folder: path, reason: null };
}

/** The object in a JSON file of a model folder; null where it is missing or broken. */
export function readModelJson(folder: string, name: string): Json | null {
  const text = readModelText(folder, name);
  if (text === null) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** No model's configuration or tokenizer is as large; what is would be held whole. */
const largestBytes = 128 * 2 ** 20;

/** The text of a file of a model folder; null where there is none, or something else by that name. */
export function readModelText(folder: string, name: string): string | null {
  const path = join(folder, name);
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= largestBytes ? readFileSync(path, "utf8") : null;
  } catch {
    return null;
  }
}

/** True for a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
