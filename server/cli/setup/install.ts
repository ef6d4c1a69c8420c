import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { modelCataloguePath, readModelCatalogue } from "../../engines/ms-swift/model-catalogue";
import { checkDiskSpace, explainFailure } from "../../engines/setup/failures";
import {
  chooseTorchBuild,
  cpuTorchIndex,
  engineRequirements,
  engineSizeBytes,
  pinned,
  quantizerPins,
  type TorchBuild,
  testPins,
  torchIndex,
  torchRequirement,
} from "../../engines/setup/requirements";
import type { Paths } from "../../platform/paths";
import { runCommand } from "./command";
import { freeDiskBytes, isReachable, listGpuNames } from "./machine";
import { pipInstall } from "./pip";
import { checkVenvModules, findPython } from "./python";
import {
  constraintsPath,
  enginePython,
  pinsDigest,
  type ReadyMarker,
  readReadyMarker,
  writeReadyMarker,
} from "./ready-marker";

export type Progress = (line: string) => void;
type SetUp = { paths: Paths; onProgress: Progress };

const versionProbe = `
import importlib.metadata as metadata, json, torch
names = ("torch", "ms_swift", "evalscope", "bitsandbytes", "transformers", "trl", "peft", "msgspec", "gguf")
print(json.dumps({"versions": {name: metadata.version(name) for name in names}, "cuda": torch.version.cuda}))
`;
const probeSchema = z.object({ versions: z.record(z.string(), z.string()), cuda: z.string().nullable() });

/**
 * Makes the Python engine below `paths.engine` and returns its marker; returns at once when it is whole.
 * Safe to interrupt and repeat: the marker is written last and pip keeps what is there.
 * Throws `AppError` with a remedy when Python, disk space or the network is missing.
 */
export async function setUpEngine({ paths, onProgress: report }: SetUp): Promise<ReadyMarker> {
  const ready = readReadyMarker(paths);
  if (ready) {
    await askForModels(paths, report);
    return ready;
  }
  const onProgress = withElapsed(report);
  mkdirSync(paths.engine, { recursive: true });
  const python = await findPython();
  await checkVenvModules(python);
  const build = chooseTorchBuild((await listGpuNames()).length);
  const venv = join(paths.engine, "venv");
  const hasVenv = await isWorking(paths);
  if (!hasVenv) {
    const problem = checkDiskSpace(paths.engine, freeDiskBytes(paths.engine), engineSizeBytes[build]);
    if (problem) throw problem;
    onProgress(`Making the Python engine with ${python.command} ${python.version}`);
    rmSync(venv, { recursive: true, force: true });
    const made = await runCommand(python.command, ["-m", "venv", venv]);
    if (made.code !== 0) throw explainFailure("setup.step-environment", made.output);
  }
  const index = await chooseIndex(paths, build);
  onProgress(`Installing torch (${build === "cuda" ? "CUDA" : "CPU"} build)`);
  const extra = index ? [`--extra-index-url=${index}`] : [];
  await pipInstall(engineOf(paths), [torchRequirement(), ...extra], onProgress);
  onProgress("Installing ms-swift, EvalScope and bitsandbytes");
  await pipInstall(engineOf(paths), engineRequirements(), onProgress);
  await installQuantizers(paths, onProgress);
  const marker = await probe(paths, python.version);
  await askForModels(paths, onProgress);
  writeReadyMarker(paths, marker);
  onProgress(`The engine is ready: ms-swift ${marker.versions.ms_swift}, torch ${marker.versions.torch}`);
  return marker;
}

/** GPTQ's packages are compiled here; where that fails the rest of the engine is whole, and preflight says what is missing. */
async function installQuantizers(paths: Paths, onProgress: Progress): Promise<void> {
  onProgress("Installing GPTQ");
  try {
    await pipInstall(engineOf(paths), ["setuptools", "wheel"], onProgress);
    await pipInstall(engineOf(paths), ["--no-build-isolation", ...pinned(quantizerPins)], onProgress);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onProgress(`GPTQ was left out, since it could not be installed here: ${reason}`);
  }
}

/** Notes what the installed ms-swift knows of models, for preflight to match by, unless that is there. Takes some seconds. */
export async function askForModels(paths: Paths, onProgress: Progress): Promise<void> {
  if (readModelCatalogue(paths) !== null) return;
  onProgress("Asking ms-swift which models it knows");
  const script = join(paths.project, "server", "engines", "ms-swift", "model_catalogue.py");
  const asked = await runCommand(enginePython(paths), [script, modelCataloguePath(paths)], { timeoutMs: 300_000 });
  if (asked.code !== 0) throw explainFailure("setup.step-check", asked.output);
}

const testProbe = `
import importlib.metadata as metadata, sys
sys.exit(any(metadata.version(name) != version for name, version in (pin.split("==") for pin in sys.argv[1:])))
`;

/** Installs what the tests and gates of the Python need into the engine, unless it is there in the pinned versions. */
export async function setUpPythonTests({ paths, onProgress }: SetUp): Promise<void> {
  const pins = pinned(testPins);
  const isThere = await runCommand(enginePython(paths), ["-c", testProbe, ...pins], { timeoutMs: 60_000 });
  if (isThere.code !== 0) await pipInstall(engineOf(paths), pins, onProgress);
}

/** Progress lines that begin with the time since this call. */
export function withElapsed(report: Progress): Progress {
  const startedAt = Date.now();
  return (line) => report(`[${String(Math.round((Date.now() - startedAt) / 1000)).padStart(3)} s] ${line}`);
}

const engineOf = (paths: Paths) => ({ python: enginePython(paths), constraints: constraintsPath(paths) });

async function isWorking(paths: Paths): Promise<boolean> {
  if (!existsSync(enginePython(paths))) return false;
  const result = await runCommand(enginePython(paths), ["-m", "pip", "--version"], { timeoutMs: 60_000 });
  return result.code === 0;
}

async function chooseIndex(paths: Paths, build: TorchBuild): Promise<string | null> {
  const source = {
    build,
    platform: process.platform,
    indexOverride: process.env.STILLROOM_TORCH_INDEX,
    hasFindLinks: false,
    cpuIndexReachable: false,
  };
  const config = await runCommand(enginePython(paths), ["-m", "pip", "config", "list"], { timeoutMs: 60_000 });
  source.hasFindLinks = /find-links/.test(config.output);
  if (torchIndex({ ...source, cpuIndexReachable: true })) {
    source.cpuIndexReachable = await isReachable(`${cpuTorchIndex}/torch/`);
  }
  return torchIndex(source);
}

async function probe(paths: Paths, python: string): Promise<ReadyMarker> {
  const result = await runCommand(enginePython(paths), ["-c", versionProbe], { timeoutMs: 180_000 });
  const line = result.output.split("\n").find((text) => text.startsWith("{"));
  if (result.code !== 0 || !line) throw explainFailure("setup.step-check", result.output);
  const { versions, cuda } = probeSchema.parse(JSON.parse(line));
  return {
    versions,
    torchBuild: cuda === null ? "cpu" : "cuda",
    pins: pinsDigest(paths),
    python,
    installedAt: new Date().toISOString(),
  };
}
