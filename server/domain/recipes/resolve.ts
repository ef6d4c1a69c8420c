import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import type { Paths } from "../../platform/paths";

/**
 * Turns a model or data reference into an absolute path: absolute paths stay, relative ones are looked up in the project
 * folder and then in STILLROOM_HOME. What exists in neither and looks like `owner/name` stays a hub id.
 */
export function resolveReference(paths: Paths, reference: string): string {
  if (isAbsolute(reference)) return reference;
  const found = [paths.project, paths.home].map((root) => join(root, reference)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  return isHubId(reference) ? reference : resolve(paths.project, reference);
}

/** True for `owner/name` ids of a model or data hub. */
export function isHubId(reference: string): boolean {
  return (
    /^[A-Za-z0-9][A-Za-z0-9._-]*\/[A-Za-z0-9][A-Za-z0-9._-]*$/.test(reference) &&
    !/\.(jsonl?|csv|txt|ya?ml)$/.test(reference)
  );
}
