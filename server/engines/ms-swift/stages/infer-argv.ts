import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ExtraTeacher, Student, Teacher } from "../../../contract/recipe/pair";
import type { StageContext, StagePlan } from "../../engine";
import { fieldFlag, flag, listFlag } from "../flags";
import { envFor, modelFlags } from "../model-args";
import { answerShards } from "../python-files";

const batchSize = 16;
/** What an interrupted stage has to answer again at most. */
const rowsPerShard = 64;

/** Where `swift infer` writes its rows, in the attempt's folder; the shards lie in a folder of the same name. */
export const responsesFile = "responses.jsonl";
const shardFolder = "responses";
const settingsFile = "answers.json";
const progressFile = "progress.jsonl";

type Inference = {
  model: Student | Teacher | ExtraTeacher;
  adapters: string[];
  data: string[];
  maxTokens: number;
  temperature: number;
};

/** `swift infer` of one model over chat rows, in shards; paths are resolved, `maxTokens` counts new tokens. */
export function inferPlan(context: StageContext, inference: Inference): StagePlan {
  const { directory, resumeFrom } = context;
  const argv = inferArgv(context, inference);
  const settings = { rowsPerShard, resumeFrom, progress: join(directory, progressFile) };
  return {
    argv,
    commands: [{ label: "swift infer", argv }],
    env: { ...envFor(context), STILLROOM_ANSWERS: join(directory, settingsFile) },
    launch: argv,
    files: { [settingsFile]: `${JSON.stringify(settings, null, 2)}\n` },
    followed: [{ file: progressFile, format: "training" }],
  };
}

function inferArgv({ recipe, executables, directory, resolve }: StageContext, inference: Inference): string[] {
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
    ...flag("external_plugins", answerShards),
  ];
}

/** The shards that an attempt left, for the next one to go on from; null when there is none. */
export function findShards(directory: string): string | null {
  const folder = join(directory, shardFolder);
  try {
    return readdirSync(folder).some((name) => /^answers-\d+\.jsonl$/.test(name)) ? folder : null;
  } catch {
    return null;
  }
}
