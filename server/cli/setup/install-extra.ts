import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type ExtraName,
  extraFolder,
  extraMarker,
  extraMarkerPath,
  extraPython,
  extraRequirements,
  extras,
  hasExtra,
} from "../../engines/setup/extras";
import { checkDiskSpace, explainFailure } from "../../engines/setup/failures";
import type { Paths } from "../../platform/paths";
import { runCommand } from "./command";
import type { Progress } from "./install";
import { freeDiskBytes } from "./machine";
import { ownEnvironment, pipInstall } from "./pip";
import { enginePython } from "./ready-marker";

const siteOf = "import sysconfig; print(sysconfig.get_paths()['purelib'])";

/**
 * Makes an extra environment beside the engine; returns at once when it is whole. What the engine holds is seen there by a `.pth`
 * file, so that only what is missing is installed, and into the extra folder alone. Throws `AppError` with a remedy.
 */
export async function setUpExtra(paths: Paths, name: ExtraName, onProgress: Progress): Promise<void> {
  if (hasExtra(paths, name)) return;
  const folder = extraFolder(paths, name);
  const problem = checkDiskSpace(paths.engine, freeDiskBytes(paths.engine), extras[name].sizeBytes);
  if (problem) throw problem;
  onProgress(`Making the environment ${name}`);
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  await run(enginePython(paths), ["-m", "venv", folder]);
  const python = extraPython(paths, name);
  const engineSite = await siteFolder(enginePython(paths));
  writeFileSync(join(await siteFolder(python), "stillroom-engine.pth"), `${engineSite}\n`);
  onProgress(`Installing ${extraRequirements(name).join(", ")}`);
  await pipInstall(paths, python, extraRequirements(name));
  const file = extraMarkerPath(paths, name);
  writeFileSync(`${file}.part`, extraMarker(name, engineSite));
  renameSync(`${file}.part`, file);
  onProgress(`The environment ${name} is ready`);
}

async function siteFolder(python: string): Promise<string> {
  return (await run(python, ["-c", siteOf])).trim();
}

async function run(python: string, args: string[]): Promise<string> {
  const result = await runCommand(python, args, { env: ownEnvironment });
  if (result.code !== 0) throw explainFailure("setup.step-environment", result.output);
  return result.output;
}
