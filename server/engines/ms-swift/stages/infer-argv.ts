import { join } from "node:path";
import type { ExtraTeacher, Student, Teacher } from "../../../contract/recipe/pair";
import type { StageContext } from "../../engine";
import { fieldFlag, flag, listFlag } from "../flags";
import { modelFlags } from "../model-args";

const batchSize = 16;

/** Where `swift infer` writes its rows, in the attempt's folder. */
export const responsesFile = "responses.jsonl";

type Inference = {
  model: Student | Teacher | ExtraTeacher;
  adapters: string[];
  data: string[];
  maxTokens: number;
  temperature: number;
};

/** `swift infer` of one model over chat rows; paths are resolved, `maxTokens` counts new tokens. */
export function inferArgv({ recipe, executables, directory, resolve }: StageContext, inference: Inference): string[] {
  return [
    executables.swift,
    "infer",
    ...modelFlags(inference.model, resolve(inference.model.model)),
    ...listFlag("adapters", inference.adapters),
    ...listFlag("val_dataset", inference.data),
    ...flag("infer_backend", "transformers"),
    ...fieldFlag("data.maxLength", recipe.data.maxLength),
    ...fieldFlag("answers.maxTokens", inference.maxTokens),
    ...fieldFlag("answers.temperature", inference.temperature),
    ...flag("max_batch_size", batchSize),
    ...fieldFlag("data.seed", recipe.data.seed),
    ...flag("result_path", join(directory, responsesFile)),
  ];
}
