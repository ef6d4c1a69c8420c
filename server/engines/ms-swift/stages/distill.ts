import { join } from "node:path";
import { isGkd, methodOf } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageContext, StageSpec } from "../../engine";
import { listCheckpoints } from "../checkpoints";
import { flag } from "../flags";
import { envFor, modelFlags, modelSettings } from "../model-args";
import { distillDriver } from "../python-files";
import { allTrainingData, teachersOf } from "../teachers";
import { lossSettings, lossSettingsFile } from "../training/loss-settings";
import { deepspeedFiles } from "../training/memory-flags";
import { sampleSettings, sampleSettingsFile } from "../training/sample-settings";
import { processEnv, trainArgv } from "../training/train-argv";
import { preferencePairsOf } from "./preference-pairs";
import { hasSoftLabels, softLabelNames } from "./soft-labels";
import { answerNames, answersOf, inferenceKeyOf } from "./teacher-inference";

/** The training, which every recipe has. */
export function distillStages(recipe: Recipe): StageSpec[] {
  return [distillStage(recipe)];
}

/** `distill`: trains the student by the recipe's kinds of knowledge and leaves a whole model in `model/`. */
function distillStage(recipe: Recipe): StageSpec {
  const pairs = preferencePairsOf(recipe);
  const answers = answersOf(recipe) !== null && pairs === null ? answerNames(recipe) : [];
  const labels = hasSoftLabels(recipe) ? softLabelNames(recipe) : [];
  const data = pairs === null ? answers : ["pairs"];
  const makers = pairs === null ? answers.map(inferenceKeyOf) : ["preference-pairs"];
  return {
    key: "distill",
    kind: "distill",
    subject: null,
    dependsOn: [...makers, ...labels],
    needs: [...data, ...labels],
    makes: { student: "model" },
    plan: planDistillation,
    cacheParts: ({ recipe, inputs, resolve }) => ({
      settings: {
        method: methodOf(recipe.knowledge),
        knowledge: recipe.knowledge.filter(({ kind }) => kind !== "answers"),
        training: recipe.training,
        memory: recipe.memory,
        teachers: teachersOf(recipe).map(({ teacher, adapters }) => ({
          ...modelSettings(teacher),
          adapters,
          url: teacher.url,
        })),
        source: recipe.teacher.source,
        student: modelSettings(recipe.student),
        maxLength: recipe.data.maxLength,
        seed: recipe.data.seed,
      },
      paths: [
        ...(loadsTeacher(recipe) ? [resolve(recipe.teacher.model), ...recipe.teacher.adapters.map(resolve)] : []),
        resolve(recipe.student.model),
        ...trainingFiles({ recipe, inputs, resolve }),
        ...labels.map((name) => inputs[name] ?? ""),
        ...recipe.data.validation.map(resolve),
      ],
    }),
    findResume: (directory) => listCheckpoints(join(directory, "output")).at(-1)?.path ?? null,
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

function loadsTeacher({ knowledge, teacher }: Recipe): boolean {
  const isUsed = isGkd(knowledge) || methodOf(knowledge) === "grpo";
  return isUsed && teacher.source === "local";
}

/** Files that the student learns from: preference pairs, the teachers' answers, or the user's own rows. */
function trainingFiles({ recipe, inputs, resolve }: Pick<StageContext, "recipe" | "inputs" | "resolve">): string[] {
  if (inputs.pairs !== undefined) return [inputs.pairs];
  const answers = answersOf(recipe) === null ? [] : answerNames(recipe).flatMap((name) => inputs[name] ?? []);
  return answers.length > 0 ? answers : allTrainingData(recipe).map(resolve);
}

function planDistillation(context: StageContext) {
  const { recipe, directory, inputs, executables } = context;
  const argv = trainArgv(context, trainingFiles(context));
  const merge = mergeArgv(context);
  const labels = hasSoftLabels(recipe) ? softLabelNames(recipe).map((name) => inputs[name] ?? "") : [];
  const settings = lossSettings(recipe, labels);
  const samples = sampleSettings(context);
  const spec = {
    trainArgv: argv,
    mergeArgv: merge,
    outputDir: join(directory, "output"),
    modelDir: join(directory, "model"),
    resumeFrom: context.resumeFrom,
  };
  return {
    argv,
    commands: [
      { label: `swift ${argv[1]}`, argv },
      ...(merge ? [{ label: "swift export (merge LoRA)", argv: merge }] : []),
    ],
    env: {
      ...envFor(context),
      ...processEnv(recipe),
      ...(settings && { STILLROOM_DISTILLATION: join(directory, lossSettingsFile) }),
      ...(loadsTeacher(recipe) && recipe.teacher.dtype !== "auto" && { STILLROOM_TEACHER_DTYPE: recipe.teacher.dtype }),
      ...(samples && { STILLROOM_SAMPLE_ANSWERS: join(directory, sampleSettingsFile) }),
      STILLROOM_FAIL_ON_NAN: "1",
    },
    launch: [executables.python, distillDriver, `--spec=${join(directory, "distill.json")}`],
    files: {
      "distill.json": JSON.stringify(spec, null, 2),
      ...(settings && { [lossSettingsFile]: `${JSON.stringify(settings, null, 2)}\n` }),
      ...(samples && { [sampleSettingsFile]: `${JSON.stringify(samples, null, 2)}\n` }),
      ...deepspeedFiles(recipe),
    },
    followed: [{ file: "output/logging.jsonl", format: "training" as const }],
  };
}

function mergeArgv({ recipe, directory, executables, resolve }: StageContext): string[] | null {
  if (recipe.training.tuner === "full") return null;
  return [
    executables.swift,
    "export",
    // QLoRA's checkpoint remembers its 4-bit base; the adapter is merged into the whole one.
    ...(recipe.training.tuner === "qlora"
      ? [...modelFlags(recipe.student, resolve(recipe.student.model)), ...flag("load_args", false)]
      : []),
    ...flag("adapters", "{checkpoint}"),
    ...flag("merge_lora", true),
    ...flag("output_dir", join(directory, "model")),
  ];
}
