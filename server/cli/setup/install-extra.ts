import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { distInfoFolder, renamedMetadata, withoutPackages } from "../../engines/setup/distributions";
import {
  type ExtraName,
  extraBuild,
  extraDefinition,
  extraFolder,
  extraMarker,
  extraMarkerPath,
  extraPython,
  extraRequirements,
  readExtra,
} from "../../engines/setup/extras";
import { checkDiskSpace, explainFailure } from "../../engines/setup/failures";
import type { TorchBuild } from "../../engines/setup/requirements";
import type { Paths } from "../../platform/paths";
import { runCommand } from "./command";
import { folderSizeBytes } from "./folder-size";
import { type Progress, withElapsed } from "./install";
import { freeDiskBytes } from "./machine";
import { ownEnvironment, pipInstall } from "./pip";
import { constraintsPath, enginePython, readReadyMarker } from "./ready-marker";

const siteOf = "import sysconfig; print(sysconfig.get_paths()['purelib'])";

/**
 * Makes an extra environment beside the engine; returns at once when it is whole. What the engine holds is seen there by a `.pth`
 * file, so that only what is missing is installed, and into the extra folder alone. One that failed leaves nothing behind. Throws
 * `AppError` with a remedy.
 */
export async function setUpExtra(paths: Paths, name: ExtraName, report: Progress): Promise<void> {
  const build = readReadyMarker(paths)?.torchBuild ?? "cpu";
  if (readExtra(paths, name)?.build === build) return;
  const onProgress = withElapsed(report);
  removeExtra(paths, name);
  const problem = checkDiskSpace(paths.engine, freeDiskBytes(paths.engine), extraBuild(name, build).sizeBytes);
  if (problem) throw problem;
  try {
    await makeExtra(name, build, paths, onProgress);
  } catch (error) {
    removeExtra(paths, name);
    throw error;
  }
  onProgress(`The environment ${name} is ready`);
}

/** Removes an extra environment; false where there is none. */
export function removeExtra(paths: Paths, name: ExtraName): boolean {
  const folder = extraFolder(paths, name);
  if (!existsSync(folder)) return false;
  // Without its marker it counts as gone, even where the rest cannot be removed.
  rmSync(extraMarkerPath(paths, name), { force: true });
  rmSync(folder, { recursive: true });
  return true;
}

async function makeExtra(name: ExtraName, build: TorchBuild, paths: Paths, onProgress: Progress): Promise<void> {
  const folder = extraFolder(paths, name);
  const requirements = extraRequirements(name, build);
  onProgress(`Making the environment ${name}`);
  await run(enginePython(paths), ["-m", "venv", folder]);
  const python = extraPython(paths, name);
  const engineSite = await siteFolder(enginePython(paths));
  const site = await siteFolder(python);
  writeFileSync(join(site, "stillroom-engine.pth"), `${engineSite}\n`);
  const constraints = join(folder, "constraints.txt");
  writeFileSync(
    constraints,
    withoutPackages(readFileSync(constraintsPath(paths), "utf8"), extraDefinition(name).unbound),
  );
  onProgress(`Installing ${requirements.join(", ")}`);
  await pipInstall({ python, constraints }, requirements, onProgress);
  await adjust(name, build, { python, site, onProgress });
  onProgress(`Trying ${name}`);
  await run(python, ["-c", `import ${extraDefinition(name).module}`], extraBuild(name, build).env);
  const sizeBytes = await folderSizeBytes(folder);
  const file = extraMarkerPath(paths, name);
  writeFileSync(`${file}.part`, extraMarker(name, { engineSite, build, sizeBytes }));
  renameSync(`${file}.part`, file);
}

type Made = { python: string; site: string; onProgress: Progress };

/** Takes out what does harm there, and registers what others look for by another name. */
async function adjust(name: ExtraName, build: TorchBuild, { python, site, onProgress }: Made): Promise<void> {
  const { removed, aliases, pins } = extraBuild(name, build);
  if (removed.length > 0) {
    onProgress(`Removing ${removed.join(", ")}`);
    await run(python, ["-m", "pip", "uninstall", "--yes", ...removed]);
  }
  for (const alias of aliases) {
    const folder = join(site, distInfoFolder(alias.name, alias.version));
    cpSync(join(site, distInfoFolder(alias.of, pins[alias.of] ?? "")), folder, { recursive: true });
    const metadata = join(folder, "METADATA");
    writeFileSync(metadata, renamedMetadata(readFileSync(metadata, "utf8"), alias.name, alias.version));
    writeFileSync(join(folder, "RECORD"), "");
  }
}

async function siteFolder(python: string): Promise<string> {
  return (await run(python, ["-c", siteOf])).trim();
}

async function run(python: string, args: string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const result = await runCommand(python, args, { env: { ...ownEnvironment, ...env } });
  if (result.code !== 0) throw explainFailure("setup.step-environment", result.output);
  return result.output;
}
