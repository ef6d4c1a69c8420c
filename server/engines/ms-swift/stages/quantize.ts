import { join } from "node:path";
import type { Quantize } from "../../../contract/recipe/quantize";
import { quantizeMethods } from "../../../contract/recipe/quantize-methods/registry";
import type { Recipe } from "../../../contract/recipe/recipe";
import { quantizedSubject } from "../../../contract/recipe/subjects";
import type { StageContext, StageSpec } from "../../engine";
import { extraFlags, fieldFlag, flag, listFlag } from "../flags";
import { envFor, modelFlags, modelSettings } from "../model-args";
import { allTrainingData } from "../teachers";
import { answerNames, answersOf, inferenceKeyOf } from "./teacher-inference";

/** Rows by which scales are chosen: the teachers' answers where there are some, else the user's training rows. */
function calibrationFiles({ recipe, inputs, resolve }: Pick<StageContext, "recipe" | "inputs" | "resolve">): string[] {
  const answers = answerNames(recipe).flatMap((name) => inputs[name] ?? []);
  return answers.length > 0 ? answers : allTrainingData(recipe).map(resolve);
}

function quantizeArgv(context: StageContext, { method, bits, groupSize, samples }: Quantize): string[] {
  const { recipe, inputs, directory, executables } = context;
  const { isCalibrated, exportFlags } = quantizeMethods[method];
  return [
    executables.swift,
    "export",
    ...modelFlags(recipe.student, inputs.student ?? ""),
    ...extraFlags(exportFlags(bits)),
    ...(isCalibrated
      ? [
          ...fieldFlag("quantize.groupSize", groupSize),
          ...fieldFlag("quantize.samples", samples),
          ...flag("quant_batch_size", 1),
          ...fieldFlag("data.maxLength", recipe.data.maxLength),
          ...listFlag("dataset", calibrationFiles(context)),
        ]
      : []),
    ...flag("output_dir", join(directory, "model")),
  ];
}

/** A stage for every quantised copy. */
export function quantizeStages(recipe: Recipe): StageSpec[] {
  return recipe.quantize.map((quantize) => quantizeStage(recipe, quantize));
}

/** The key of the stage that makes a quantised copy. */
export function quantizeKeyOf({ method, bits }: Pick<Quantize, "method" | "bits">): string {
  return `quantize-${method}-${bits}`;
}

/** `quantize`: exports the distilled student with fewer bits a weight. */
function quantizeStage(recipe: Recipe, quantize: Quantize): StageSpec {
  const subject = quantizedSubject(quantize);
  const { isCalibrated } = quantizeMethods[quantize.method];
  const answers = isCalibrated && answersOf(recipe) !== null ? answerNames(recipe) : [];
  return {
    key: quantizeKeyOf(quantize),
    kind: "quantize",
    subject,
    dependsOn: ["distill", ...answers.map(inferenceKeyOf)],
    needs: ["student", ...answers],
    makes: { [subject]: "model" },
    plan: (context) => {
      const argv = quantizeArgv(context, quantize);
      return {
        argv,
        commands: [{ label: "swift export", argv }],
        env: envFor(context),
        launch: argv,
        files: {},
        followed: [],
      };
    },
    cacheParts: (context) => ({
      settings: {
        quantize: isCalibrated ? quantize : { method: quantize.method, bits: quantize.bits },
        student: modelSettings(context.recipe.student),
        maxLength: isCalibrated ? context.recipe.data.maxLength : null,
      },
      paths: [context.inputs.student ?? "", ...(isCalibrated ? calibrationFiles(context) : [])],
    }),
    collect: async (directory) => [
      { kind: "model", name: subject, subject, path: join(directory, "model"), step: null },
    ],
  };
}
