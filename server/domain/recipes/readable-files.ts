import { existsSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { isInside, type Paths } from "../../platform/paths";
import { resolveReference } from "./resolve";

export type ReadableFile = { reference: string; path: string };

/** Those of the references that are files which Stillroom may read; hub ids, missing files and files outside the roots are left out. */
export function readableFiles(paths: Paths, references: readonly string[]): ReadableFile[] {
  return references.flatMap((reference) => {
    const path = resolveReference(paths, reference);
    const isReadable = isAbsolute(path) && isInside(path, paths.roots) && existsSync(path) && statSync(path).isFile();
    return isReadable ? [{ reference, path }] : [];
  });
}
