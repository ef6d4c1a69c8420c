import { existsSync } from "node:fs";
import { join } from "node:path";
import type { KnowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageContext, StageSpec } from "../../engine";
import { listCheckpoints } from "../checkpoints";
import { extraFlags, flag, listFlag } from "../flags";
import { envFor, modelFlags, modelSettings, teacherFlags } from "../model-args";
import { distillDriver, pluginFile } from "../python-files";
import { answersOf } from "./teacher-inference";

function logitsOf(recipe: Recipe): KnowledgeOf<"logits"> | null {
  return recipe.knowledge.find((knowledge) => knowledge.kind === "logits") ?? null;
}

/** ms-swift's `beta`: 0 is forward KL, 1 reverse KL, between them the generalised JSD. */
function betaOf(logits: KnowledgeOf<"logits">): number {
  if (logits.divergence === "jsd") return logits.jsdBeta;
  return logits.divergence === "forward-kl" ? 0 : 1;
}

/** α·CE + (1−α)·KL has the same direction as KL + α/(1−α)·CE, which is what ms-swift adds up. */
function sftAlphaOf(alpha: number): number {
  return Number((alpha / (1 - alpha)).toFixed(6));
}

function gkdFlags({ recipe, resolve }: StageContext, logits: KnowledgeOf<"logits">): string[] {
  return [
    ...flag("rlhf_type", "gkd"),
    ...teacherFlags(recipe.teacher, resolve(recipe.teacher.model)),
    ...flag("lmbda", logits.onPolicy),
    ...flag("beta", betaOf(logits)),
    ...flag("temperature", logits.temperature),
    ...flag("sft_alpha", sftAlphaOf(logits.alpha)),
    ...flag("gkd_logits_topk", logits.topK),
    ...flag("max_completion_length", logits.maxCompletionLength),
  ];
}

function tunerFlags({ training, memory }: Recipe): string[] {
  const { tuner, lora } = training;
  const loraFlags = [
    ...flag("lora_rank", lora.rank),
    ...flag("lora_alpha", lora.alpha),
    ...listFlag("target_modules", lora.targetModules),
  ];
  return [
    ...flag("tuner_type", tuner),
    ...(tuner === "lora" ? loraFlags : []),
    ...flag("attn_impl", memory.attention),
    ...flag("gradient_checkpointing", memory.gradientCheckpointing),
  ];
}

function trainingFlags({ training, data, report }: Recipe): string[] {
  return [
    ...flag("num_train_epochs", training.epochs),
    ...flag("max_steps", training.maxSteps),
    ...flag("per_device_train_batch_size", training.batchSize),
    ...flag("gradient_accumulation_steps", training.gradientAccumulation),
    ...flag("learning_rate", training.learningRate),
    ...flag("warmup_ratio", training.warmupRatio),
    ...flag("logging_steps", training.loggingSteps),
    ...flag("eval_strategy", data.validation.length > 0 ? "steps" : "no"),
    ...flag("eval_steps", training.evalSteps),
    ...flag("save_steps", training.saveSteps),
    ...flag("save_total_limit", training.keepCheckpoints),
    ...flag("max_length", data.maxLength),
    ...flag("seed", data.seed),
    ...flag("data_seed", data.seed),
    ...(report.length > 0 ? listFlag("report_to", report) : flag("report_to", "none")),
  ];
}

function trainArgv(context: StageContext): string[] {
  const { recipe, directory, executables, inputs, resolve, resumeFrom } = context;
  const logits = logitsOf(recipe);
  return [
    executables.swift,
    logits ? "rlhf" : "sft",
    ...modelFlags(recipe.student, resolve(recipe.student.model)),
    ...(logits ? gkdFlags(context, logits) : []),
    ...listFlag("dataset", inputs.answers === undefined ? recipe.data.train.map(resolve) : [inputs.answers]),
    ...listFlag("val_dataset", recipe.data.validation.map(resolve)),
    ...flag("split_dataset_ratio", 0),
    ...tunerFlags(recipe),
    ...trainingFlags(recipe),
    ...flag("external_plugins", pluginFile),
    ...flag("output_dir", join(directory, "output")),
    ...flag("add_version", false),
    ...flag("resume_from_checkpoint", resumeFrom ?? undefined),
    ...extraFlags(recipe.training.extraArgs),
  ];
}

function mergeArgv({ directory, executables }: StageContext): string[] {
  return [
    executables.swift,
    "export",
    ...flag("adapters", "{checkpoint}"),
    ...flag("merge_lora", true),
    ...flag("output_dir", join(directory, "model")),
  ];
}

/** `distill`: trains the student (SFT on answers, or GKD when logits are asked for) and leaves a whole model in `model/`. */
export function distillStage(recipe: Recipe): StageSpec {
  const needsAnswers = answersOf(recipe) !== null;
  return {
    key: "distill",
    kind: "distill",
    subject: null,
    title: "Distillation",
    dependsOn: needsAnswers ? ["teacher-inference"] : [],
    needs: needsAnswers ? ["answers"] : [],
    measured: false,
    plan: (context) => {
      const argv = trainArgv(context);
      const merge = context.recipe.training.tuner === "lora" ? mergeArgv(context) : null;
      const spec = {
        trainArgv: argv,
        mergeArgv: merge,
        outputDir: join(context.directory, "output"),
        modelDir: join(context.directory, "model"),
      };
      return {
        argv,
        commands: [
          { label: `swift ${argv[1]}`, argv },
          ...(merge ? [{ label: "swift export (merge LoRA)", argv: merge }] : []),
        ],
        env: { ...envFor(context), STILLROOM_FAIL_ON_NAN: "1" },
        launch: [context.executables.python, distillDriver, `--spec=${join(context.directory, "distill.json")}`],
        files: { "distill.json": JSON.stringify(spec, null, 2) },
        followed: [{ file: "output/logging.jsonl", format: "training" }],
      };
    },
    cacheParts: ({ recipe, inputs, resolve }) => ({
      settings: {
        knowledge: recipe.knowledge.filter(({ kind }) => kind !== "answers"),
        training: recipe.training,
        memory: recipe.memory,
        teacher: modelSettings(recipe.teacher),
        student: modelSettings(recipe.student),
        maxLength: recipe.data.maxLength,
        seed: recipe.data.seed,
      },
      paths: [
        ...(logitsOf(recipe) ? [resolve(recipe.teacher.model)] : []),
        resolve(recipe.student.model),
        ...(inputs.answers === undefined ? recipe.data.train.map(resolve) : [inputs.answers]),
        ...recipe.data.validation.map(resolve),
      ],
    }),
    collect: async (directory) => [
      { kind: "model", name: "student", subject: "student", path: join(directory, "model"), step: null },
      ...listCheckpoints(join(directory, "output")).map(({ path, step }) => ({
        kind: "checkpoint" as const,
        name: `checkpoint-${step}`,
        subject: null,
        path,
        step,
      })),
    ],
  };
}

/** The newest checkpoint that a distill attempt left, or null when it saved none. */
export function lastCheckpoint(directory: string): string | null {
  const output = join(directory, "output");
  return existsSync(output) ? (listCheckpoints(output).at(-1)?.path ?? null) : null;
}
