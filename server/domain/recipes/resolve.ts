import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { hubModelSchema } from "../../contract/downloads";
import type { Paths } from "../../platform/paths";

/**
 * Turns a model or data reference into an absolute path: absolute paths stay, relative ones are looked up in the project
 * folder and then in STILLROOM_HOME. What exists in neither and looks like `owner/name` stays a hub id, unless
 * `owner` is a folder there.
 */
export function resolveReference(paths: Paths, reference: string): string {
  if (isAbsolute(reference)) return reference;
  const roots = [paths.project, paths.home];
  const found = roots.map((root) => join(root, reference)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  // `models/typo` means a folder that is not there, not an owner on the hub who happens to be called "models".
  const [owner = ""] = reference.split("/");
  const home = roots.find((root) => existsSync(join(root, owner)));
  return home === undefined && isHubId(reference) ? reference : resolve(home ?? paths.project, reference);
}

/** True for `owner/name` ids of a model or data hub. */
function isHubId(reference: string): boolean {
  return (
    hubModelSchema.safeParse(reference).success &&
    !/\.(jsonl?|ndjson|csv|tsv|parquet|txt|ya?ml)(\.gz)?$/.test(reference)
  );
}
