import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { z } from "zod";
import { type Paths, realPathOf } from "../../../platform/paths";

/** A file that an attempt needs, by the path under which it is to lie on the node too. */
export type InputFile = { path: string; sizeBytes: number; modifiedAtMs: number };

const planSchema = z.looseObject({ inputs: z.array(z.string()).default([]) });
const resultFiles = new Set(["wrapper.log", "lock", "stop", "cancel"]);

/** Everything that the attempt in `directory` needs from this host: its own files, what the plan names, and the Python drivers of this installation. */
export function listInputs(paths: Paths, directory: string): InputFile[] {
  const all = sourcesOf(paths, directory).flatMap(({ root, isWanted }) =>
    filesBelow(root).filter(({ path }) => isWanted(path)),
  );
  return [...new Map(all.map((file) => [file.path, file])).values()];
}

/** Real path of one of the attempt's inputs; null for any other file. */
export function findInput(paths: Paths, directory: string, path: string): string | null {
  const isInput = sourcesOf(paths, directory).some(({ root, isWanted }) => isWanted(path) && isBelow(root, path));
  return isInput && statSync(path, { throwIfNoEntry: false })?.isFile() ? realPathOf(path) : null;
}

type Source = { root: string; isWanted: (path: string) => boolean };

function sourcesOf({ project }: Paths, directory: string): Source[] {
  const plan = planSchema.parse(JSON.parse(readFileSync(join(directory, "plan.json"), "utf8")));
  return [
    { root: directory, isWanted: (path) => !resultFiles.has(path.slice(directory.length + 1)) },
    { root: join(project, "server", "engines"), isWanted: (path) => path.endsWith(".py") },
    ...plan.inputs.map((input) => ({ root: resolve(input), isWanted: () => true })),
  ];
}

/** Whether `filesBelow` would come to the path. */
function isBelow(root: string, path: string): boolean {
  if (path === root) return true;
  if (resolve(path) !== path || !path.startsWith(`${root}${sep}`)) return false;
  return path
    .slice(root.length + 1)
    .split(sep)
    .every(isVisible);
}

function isVisible(name: string): boolean {
  return !name.startsWith(".") && name !== "__pycache__";
}

function filesBelow(path: string): InputFile[] {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return [];
  if (facts.isFile()) return [{ path, sizeBytes: facts.size, modifiedAtMs: facts.mtimeMs }];
  return readdirSync(path)
    .filter(isVisible)
    .flatMap((name) => filesBelow(join(path, name)));
}
