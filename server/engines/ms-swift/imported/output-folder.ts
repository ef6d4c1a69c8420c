import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CollectedArtifact } from "../../engine";
import { listCheckpoints } from "../checkpoints";
import type { Args } from "./args-reader";

export const logFile = "logging.jsonl";
export const argsFile = "args.json";

/** The arguments that ms-swift wrote, or null where there are none that can be read. */
export function readArgs(directory: string): Args | null {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(directory, argsFile), "utf8")));
  } catch {
    return null;
  }
}

/** True when the folder has ms-swift's log. */
export function hasLog(directory: string): boolean {
  return existsSync(join(directory, logFile));
}

/** Output folders directly below one that is none itself, such as `v0-20260101-120000`. */
export function listOutputFolders(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && hasLog(join(directory, entry.name)))
    .map(({ name }) => join(directory, name))
    .sort();
}

/** What a training left beside its curves, where it lies: checkpoints, written completions, pictures and TensorBoard files. */
export function listLeftovers(directory: string): (CollectedArtifact & { sizeBytes: number })[] {
  const checkpoints = listCheckpoints(directory).map(({ path, step }) => ({
    ...{ kind: "checkpoint" as const, name: `checkpoint-${step}`, subject: null, path, step },
  }));
  const others = [
    { name: "completions", file: "completions.jsonl" },
    { name: "images", file: "images" },
    { name: "tensorboard", file: "runs" },
  ]
    .map(({ name, file }) => ({
      kind: "report" as const,
      name,
      subject: null,
      path: join(directory, file),
      step: null,
    }))
    .filter(({ path }) => existsSync(path));
  return [...checkpoints, ...others].map((left) => ({ ...left, sizeBytes: sizeOf(left.path) }));
}

/** Bytes of a file, or of all files below a folder; links are not followed. */
function sizeOf(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** When a file was last written, in ms; null when it is not there. */
export function writtenAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
