import { readdirSync } from "node:fs";
import { join } from "node:path";
import { knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageContext, StageSpec } from "../../engine";
import { fieldFlag, flag, listFlag } from "../flags";
import { lossScaleOf } from "../loss-scale";
import { envFor, modelFlags, modelSettings } from "../model-args";
import { softLabelDriver } from "../python-files";
import { type TeacherPart, teachersOf } from "../teachers";
import { answersOf, inferenceKeyOf } from "./teacher-inference";

/** True when the recipe trains from stored labels. */
export function hasSoftLabels(recipe: Recipe): boolean {
  return recipe.teacher.source === "cached" && knowledgeOf(recipe.knowledge, "logits") !== null;
}

/** Artifacts with the labels of each teacher, in the order of the teachers; also the keys of their stages. */
export function softLabelNames(recipe: Recipe): string[] {
  return teachersOf(recipe).map(({ suffix }) => `soft-labels${suffix}`);
}

/** Files that a teacher labels: its own answers where it writes them, else the user's rows; the first also labels the validation data. */
function labelledFiles(
  part: TeacherPart,
  { recipe, inputs, resolve }: Pick<StageContext, "recipe" | "inputs" | "resolve">,
) {
  const answers = inputs[`answers${part.suffix}`];
  return {
    train: answersOf(recipe) !== null && answers !== undefined ? [answers] : part.train.map(resolve),
    validation: part.suffix === "" ? recipe.data.validation.map(resolve) : [],
  };
}

function labelArgv(context: StageContext, part: TeacherPart): string[] {
  const { recipe, resolve, directory, executables, resumeFrom } = context;
  const { teacher } = part;
  const { train, validation } = labelledFiles(part, context);
  return [
    executables.python,
    softLabelDriver,
    ...modelFlags({ ...teacher, template: recipe.student.template ?? teacher.template }, resolve(teacher.model)),
    ...listFlag("adapters", part.adapters.map(resolve)),
    ...flag("student_model", resolve(recipe.student.model)),
    ...flag("student_model_type", recipe.student.modelType),
    ...listFlag("dataset", train),
    ...listFlag("val_dataset", validation),
    ...flag("split_dataset_ratio", 0),
    ...flag("max_length", recipe.data.maxLength),
    ...fieldFlag("training.turns", lossScaleOf(recipe.training.turns)),
    ...flag("top_k", knowledgeOf(recipe.knowledge, "logits")?.topK),
    ...flag("output_dir", join(directory, "labels")),
    ...flag("resume_from", resumeFrom ?? undefined),
  ];
}

/** `soft-labels`: one teacher runs once over its data; the artifact is a folder of safetensors shards. */
function softLabelsStage(recipe: Recipe, part: TeacherPart): StageSpec {
  const name = `soft-labels${part.suffix}`;
  const answers = answersOf(recipe) === null ? [] : [`answers${part.suffix}`];
  return {
    key: name,
    kind: "soft-labels",
    subject: null,
    dependsOn: answers.map(inferenceKeyOf),
    needs: answers,
    makes: { [name]: "labels" },
    plan: (context) => {
      const argv = labelArgv(context, part);
      return {
        argv,
        commands: [{ label: "soft labels", argv }],
        env: envFor(context),
        launch: argv,
        files: {},
        followed: [{ file: "progress.jsonl", format: "training" }],
      };
    },
    cacheParts: (context) => {
      const { recipe, resolve } = context;
      const { train, validation } = labelledFiles(part, context);
      return {
        settings: {
          topK: knowledgeOf(recipe.knowledge, "logits")?.topK ?? null,
          template: recipe.student.template,
          model: modelSettings(part.teacher),
          maxLength: recipe.data.maxLength,
          // Labels that were made before the key are of the last answer, and stay equal to those made now.
          ...(recipe.training.turns === "all" && { turns: "all" }),
        },
        paths: [
          resolve(part.teacher.model),
          ...part.adapters.map(resolve),
          ...train,
          ...validation,
          join(resolve(recipe.student.model), "tokenizer.json"),
        ],
      };
    },
    findResume: (directory) => {
      const labels = join(directory, "labels");
      return listShards(labels).length > 0 ? labels : null;
    },
    collect: async (directory) => [
      { kind: "soft-labels", name, subject: null, path: join(directory, "labels"), step: null },
    ],
  };
}

/** A stage for every teacher, none where no labels are stored. */
export function softLabelsStages(recipe: Recipe): StageSpec[] {
  return hasSoftLabels(recipe) ? teachersOf(recipe).map((part) => softLabelsStage(recipe, part)) : [];
}

function listShards(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^labels-\d+\.safetensors$/.test(name));
  } catch {
    return [];
  }
}
