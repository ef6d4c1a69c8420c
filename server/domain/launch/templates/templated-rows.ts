import { statSync } from "node:fs";
import { join } from "node:path";
import { message } from "../../../contract/message";
import { type Recipe, recipeSchema } from "../../../contract/recipe/recipe";
import type { Templated } from "../../../contract/templated";
import { type EncodeAnswer, encodeRows } from "../../../engines/ms-swift/encode-rows";
import { lossScaleOf } from "../../../engines/ms-swift/loss-scale";
import { digestOf } from "../../../platform/digest";
import type { Paths } from "../../../platform/paths";
import { shareWork } from "../../../platform/share-work";
import { findModelFolder } from "../../recipes/pairs/model/model-folder";
import { checkModels } from "../checks/models";
import { settleModels } from "../engine-models";

type TrainingRow = Record<string, unknown>;
export type TemplateQuestion = {
  student: Partial<Recipe["student"]> & Pick<Recipe["student"], "model">;
  turns: Recipe["training"]["turns"];
  rows: readonly TrainingRow[];
};

const keptAnswers = 50;
/** A row above this is not worth looking at token by token. */
const mostCharacters = 200_000;
const filesThatDecide = [
  ...["config.json", "tokenizer.json", "tokenizer_config.json", "tokenizer.model", "chat_template.jinja"],
  ...["special_tokens_map.json", "added_tokens.json", "args.json"],
];

const share = shareWork<EncodeAnswer>(keptAnswers, ({ answer }) => answer !== null);

/** Rows as a training of the student would see them: tokens through ms-swift's own template, and which of them are learned. Asks the installed engine, once for the same rows, model and template; null with the reason where that cannot be. */
export async function templateRows(
  paths: Paths,
  { student, turns, rows }: TemplateQuestion,
  signal?: AbortSignal,
): Promise<Templated> {
  const recipe = settleModels(paths, recipeOf(student)).recipe;
  // Nothing of a model is loaded that a start would refuse, such as code of its own.
  const refusal = checkModels(paths, recipe).find(({ severity }) => severity === "error");
  if (refusal !== undefined) return { template: null, rows: null, reason: refusal.message };
  const { folder, reason } = findModelFolder(paths, recipe.student.model);
  if (folder === null) return { template: null, rows: null, reason };
  if (rows.length === 0 || JSON.stringify(rows).length > mostCharacters)
    return { template: null, rows: null, reason: message(rows.length === 0 ? "files.no-rows" : "files.rows-long") };
  const request = {
    model: folder,
    modelType: recipe.student.modelType ?? null,
    template: recipe.student.template ?? null,
    lossScale: lossScaleOf(turns),
    trustRemoteCode: recipe.student.trustRemoteCode,
    rows,
  };
  const key = digestOf([request, fingerprintOf(folder), fingerprintOf(paths.engine, ["ready.json"])]);
  return said(await share(key, (ending) => encodeRows(paths, request, ending), signal));
}

function said({ answer, failure }: EncodeAnswer): Templated {
  if (answer !== null) return { template: answer.template ?? "", rows: answer.rows, reason: null };
  const slow = failure.end === "timed-out";
  return {
    template: null,
    rows: null,
    reason: slow ? message("files.template-slow") : message("files.template-failed", { reason: failure.lastLine }),
  };
}

/** A recipe around the model, for what looks at whole recipes. */
function recipeOf(student: TemplateQuestion["student"]): Recipe {
  return recipeSchema.parse({ name: "rows", teacher: student, student, data: { train: ["rows.jsonl"] } });
}

function fingerprintOf(folder: string, names = filesThatDecide): string[] {
  return names.map((name) => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    return stats === undefined ? name : `${name}:${stats.size}:${stats.mtimeMs}`;
  });
}
