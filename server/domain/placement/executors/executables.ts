import { dirname, join } from "node:path";
import { type ExecutorKind, isCluster } from "../../../contract/executor";
import type { Executables } from "../../../engines/engine";
import { extraBuild, extraNames, extraPython, readExtra } from "../../../engines/setup/extras";
import type { Paths } from "../../../platform/paths";
import type { Services } from "../../services";
import { findCluster, settingsOf } from "./clusters";

/** The engine's programs where an executor runs attempts: those beside the Python of a cluster's settings, else of this installation. */
export function executablesFor({ db, paths }: Services, executor: ExecutorKind): Executables {
  const row = isCluster(executor) ? findCluster(db, executor) : null;
  const python = row === null ? null : settingsOf(row).python;
  if (python === null) return executablesOf(paths);
  const bin = dirname(python);
  return { python, swift: join(bin, "swift"), evalscope: join(bin, "evalscope") };
}

/** The engine's programs in this installation. */
export function executablesOf(paths: Paths): Executables {
  const bin = join(paths.engine, "venv", "bin");
  const extras = Object.fromEntries(
    extraNames.flatMap((name) => {
      const build = readExtra(paths, name)?.build;
      if (build === undefined) return [];
      return [[name, { python: extraPython(paths, name), env: extraBuild(name, build).env, build }]];
    }),
  );
  return { python: join(bin, "python"), swift: join(bin, "swift"), evalscope: join(bin, "evalscope"), extras };
}
