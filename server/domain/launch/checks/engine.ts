import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isCluster } from "../../../contract/executor";
import { type Message, message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { demandOf } from "../../../contract/recipe/resources";
import { hasExtra } from "../../../engines/setup/extras";
import type { Paths } from "../../../platform/paths";
import { checkCluster, mostGpus } from "../../placement/executors/check-cluster";
import { getHostStatus } from "../../placement/host/status";
import type { Services } from "../../services";
import { type Need, needsOf } from "./engine-needs";

/** Packages and GPUs that the recipe needs and this host does not have. Says nothing while the engine is not installed. */
export async function checkEngine(services: Services, recipe: Recipe): Promise<Problem[]> {
  const { executor } = recipe.resources;
  if (isCluster(executor)) return checkCluster(services, executor, recipe);
  const installed = installedModules(services.paths);
  if (installed === null) return [];
  const { gpus, runner } = await getHostStatus(services);
  // Without a runner nobody has counted the GPUs, so that their absence is not certain.
  const gpuSeverity = runner.lastBeatAt === null ? "warning" : "error";
  const problems = needsOf(services.paths, recipe).flatMap((need) => [
    ...(need.extra !== null && hasExtra(services.paths, need.extra) ? [] : missingModules(need, installed)),
    ...(need.gpu && gpus.length === 0 ? [missingGpu(need, gpuSeverity)] : []),
  ]);
  problems.push(...dtypeProblems(recipe));
  const most = mostGpus(recipe);
  if (most > gpus.length)
    problems.push({
      code: "gpus-missing",
      severity: gpuSeverity,
      field: "resources.gpus",
      line: null,
      message: message("problems.gpus-missing", { asked: most, count: gpus.length }),
      suggestion:
        gpus.length === 0
          ? message("problems.gpus-missing-cpu-next")
          : message("problems.gpus-missing-next", { count: gpus.length }),
      // A stage of its own demand keeps that.
      ...(recipe.resources.gpus === most && { changes: { "resources.gpus": gpus.length } }),
    });
  return problems;
}

/** transformers refuses half precision where it trains on a CPU (`TrainingArguments.__post_init__`). */
function dtypeProblems({ student, resources }: Recipe): Problem[] {
  if (student.dtype === "auto" || student.dtype === "float32" || demandOf(resources, "distill").gpus > 0) return [];
  return [
    {
      code: "dtype-cpu",
      severity: "error",
      field: "student.dtype",
      line: null,
      message: message("problems.dtype-cpu", { dtype: student.dtype }),
      suggestion: message("problems.dtype-cpu-next"),
      changes: { "student.dtype": "float32" },
    },
  ];
}

function missingModules(need: Need, installed: ReadonlySet<string>): Problem[] {
  const { field, what, modules, changes } = need;
  const missing = modules.filter((name) => !installed.has(name));
  if (missing.length === 0) return [];
  return [
    {
      code: "package-missing",
      severity: "error",
      field,
      line: null,
      message: message("problems.package-missing", { what, packages: missing.join(", ") }),
      suggestion: installAdvice(need),
      changes,
    },
  ];
}

function installAdvice({ install, otherwise, extra, isElsewhere }: Need): Message {
  if (extra !== null) return message("problems.extra-missing-next", { name: extra, otherwise });
  return isElsewhere
    ? message("problems.elsewhere-next", { otherwise })
    : message("problems.package-missing-next", { install, otherwise });
}

function missingGpu({ field, what, otherwise, changes }: Need, severity: Problem["severity"]): Problem {
  return {
    code: "gpu-missing",
    severity,
    field,
    line: null,
    message: message("problems.gpu-missing", { what }),
    suggestion: message("problems.gpu-missing-next", { otherwise }),
    changes,
  };
}

/** Names of modules in the engine's environment; null while there is none. */
function installedModules({ engine }: Paths): ReadonlySet<string> | null {
  const lib = join(engine, "venv", "lib");
  if (!existsSync(lib)) return null;
  const folders = readdirSync(lib).map((name) => join(lib, name, "site-packages"));
  return new Set(folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder)));
}
