import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "../../platform/names-in";
import type { Paths } from "../../platform/paths";

/** Where transformers keeps the families that it can build, by file below `models/auto`; the first is of version 5. */
const mappingFiles = ["auto_mappings.py", "configuration_auto.py"];

const kept = new Map<string, { mtimeMs: number; names: string[] }>();

/** Every `model_type` that the engine's transformers can build; null while there is no engine to ask. */
export function readKnownFamilies({ engine }: Pick<Paths, "engine">): ReadonlySet<string> | null {
  const lib = join(engine, "venv", "lib");
  const files = (namesIn(lib) ?? []).flatMap((version) =>
    mappingFiles.map((name) => join(lib, version, "site-packages", "transformers", "models", "auto", name)),
  );
  const names = files.flatMap(familiesIn);
  return names.length === 0 ? null : new Set(names);
}

/** Lines such as `("qwen2", "Qwen2Config"),`. */
const pair = /\(\s*"([\w.-]+)",\s*"\w+Config"/g;

function familiesIn(file: string): string[] {
  const mtimeMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (mtimeMs === undefined) return [];
  const known = kept.get(file);
  if (known?.mtimeMs === mtimeMs) return known.names;
  const names = [...readFileSync(file, "utf8").matchAll(pair)].flatMap(([, name]) => name ?? []);
  kept.set(file, { mtimeMs, names });
  return names;
}
