import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Paths, realPathOf } from "../../platform/paths";

/** A file that an attempt needs, by the path under which it is to lie on the node too. */
export type InputFile = { path: string; sizeBytes: number; modifiedAtMs: number };

const planSchema = z.looseObject({ inputs: z.array(z.string()).default([]) });
const resultFiles = new Set(["wrapper.log", "lock", "stop", "cancel"]);

/** Everything that the attempt in `directory` needs from this host: its own files, what the plan names, and the Python drivers of this installation. */
export function listInputs({ project }: Paths, directory: string): InputFile[] {
  const plan = planSchema.parse(JSON.parse(readFileSync(join(directory, "plan.json"), "utf8")));
  const own = filesBelow(directory).filter(({ path }) => !resultFiles.has(path.slice(directory.length + 1)));
  const drivers = filesBelow(join(project, "server", "engines")).filter(({ path }) => path.endsWith(".py"));
  const all = [...own, ...drivers, ...plan.inputs.flatMap(filesBelow)];
  return [...new Map(all.map((file) => [file.path, file])).values()];
}

/** Real path of one of the attempt's inputs; null for any other file. */
export function findInput(paths: Paths, directory: string, path: string): string | null {
  return listInputs(paths, directory).some((file) => file.path === path) ? realPathOf(path) : null;
}

function filesBelow(path: string): InputFile[] {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return [];
  if (facts.isFile()) return [{ path, sizeBytes: facts.size, modifiedAtMs: facts.mtimeMs }];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry: Dirent) => !entry.name.startsWith(".") && entry.name !== "__pycache__")
    .flatMap(({ name }) => filesBelow(join(path, name)));
}
