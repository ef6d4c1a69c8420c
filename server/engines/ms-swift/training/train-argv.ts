import { join } from "node:path";
import { methodOf } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import { demandOf } from "../../../contract/recipe/resources";
import type { StageContext } from "../../engine";
import { extraFlags, fieldFlag, fieldListFlag, flag } from "../flags";
import { lossScaleOf } from "../loss-scale";
import { modelFlags } from "../model-args";
import { pluginFile } from "../python-files";
import { memoryFlags, tunerFlags } from "./memory-flags";
import { methodFlags } from "./method-flags";

/** The whole training command of stage `distill`; `dataset` are files that the student learns from. */
export function trainArgv(context: StageContext, dataset: string[]): string[] {
  const { recipe, directory, executables, resolve, resumeFrom } = context;
  const method = methodFlags(context);
  const deepspeed = recipe.memory.deepspeed === undefined ? undefined : executables.extras?.deepspeed;
  return [
    ...(deepspeed === undefined ? [executables.swift] : [deepspeed.python, "-m", "swift.cli.main"]),
    method.command,
    ...modelFlags(recipe.student, resolve(recipe.student.model)),
    ...precisionFlags(recipe),
    ...method.flags,
    ...turnFlags(recipe),
    ...fieldListFlag("data.train", dataset),
    ...fieldListFlag("data.validation", recipe.data.validation.map(resolve)),
    ...flag("split_dataset_ratio", 0),
    ...tunerFlags(recipe),
    ...memoryFlags(recipe, directory),
    ...scheduleFlags(recipe),
    ...flag("external_plugins", pluginFile),
    ...flag("output_dir", join(directory, "output")),
    ...flag("add_version", false),
    ...flag("resume_from_checkpoint", resumeFrom ?? undefined),
    ...extraFlags(recipe.training.extraArgs),
  ];
}

/** ms-swift trains a float32 model in mixed float16 unless it is told otherwise. */
function precisionFlags({ student }: Recipe): string[] {
  return student.dtype === "float32" ? [...flag("fp16", false), ...flag("bf16", false)] : [];
}

/** Without it ms-swift learns every answer in supervised training and the last one by the teacher's numbers. */
function turnFlags(recipe: Recipe): string[] {
  const method = methodOf(recipe.knowledge);
  return method === "sft" || method === "gkd" ? fieldFlag("training.turns", lossScaleOf(recipe.training.turns)) : [];
}

function scheduleFlags({ training, data, report }: Recipe): string[] {
  return [
    ...fieldFlag("training.epochs", training.epochs),
    ...fieldFlag("training.maxSteps", training.maxSteps),
    ...fieldFlag("training.batchSize", training.batchSize),
    ...flag("per_device_eval_batch_size", training.batchSize),
    ...fieldFlag("training.gradientAccumulation", training.gradientAccumulation),
    ...fieldFlag("training.learningRate", training.learningRate),
    ...fieldFlag("training.warmupRatio", training.warmupRatio),
    ...fieldFlag("training.loggingSteps", training.loggingSteps),
    ...flag("eval_strategy", data.validation.length > 0 ? "steps" : "no"),
    ...fieldFlag("training.evalSteps", training.evalSteps),
    ...fieldFlag("training.saveSteps", training.saveSteps),
    ...fieldFlag("training.keepCheckpoints", training.keepCheckpoints),
    ...fieldFlag("data.maxLength", data.maxLength),
    ...fieldFlag("data.seed", data.seed),
    ...flag("data_seed", data.seed),
    ...(report.length > 0 ? fieldListFlag("report", report) : fieldFlag("report", "none")),
  ];
}

/**
 * Environment beside the engine's own: one process a GPU where several are asked for. Of several nodes each gets its
 * `NODE_RANK` and the `MASTER_ADDR` of the first from where it is started; ms-swift hands both to `torchrun`.
 */
export function processEnv({ resources }: Recipe): Record<string, string> {
  const { gpus, nodes } = demandOf(resources, "distill");
  const isParallel = gpus > 1 || nodes > 1;
  return {
    ...(isParallel && { NPROC_PER_NODE: String(Math.max(1, gpus)) }),
    ...(nodes > 1 && { NNODES: String(nodes), MASTER_PORT: masterPort }),
  };
}

const masterPort = "29512";
