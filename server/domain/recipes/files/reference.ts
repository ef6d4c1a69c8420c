import { isAbsolute, relative } from "node:path";
import type { Paths } from "../../../platform/paths";
import { resolveReference } from "../resolve";

/** How a recipe names a path: relative where that leads back to it from the project or STILLROOM_HOME, whole else. */
export function referenceTo(paths: Paths, path: string): string {
  for (const root of [paths.project, paths.home]) {
    const way = relative(root, path);
    if (way !== "" && !way.startsWith("..") && !isAbsolute(way) && resolveReference(paths, way) === path) return way;
  }
  return path;
}
