import { isAbsolute } from "node:path";
import type { DataProblem } from "../../../contract/data-look";
import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { DataFile, DataFiles } from "../../recipes/inputs/data-files";
import type { EvaluationFacts, EvaluationItem } from "../../recipes/inputs/evaluation-file";
import type { TrainingLook } from "../../recipes/inputs/jobs";
import { trainingFactsOf } from "../../recipes/inputs/read-inputs";
import { holdsKey } from "../../recipes/inputs/text-keys";

import { badRows } from "./bad-rows";

type Place = Pick<DataFile<unknown>, "field" | "reference" | "path">;

/** What is wrong with the data files of a recipe: absent, empty, with rows that cannot be read, an evaluation item in training. Pure. */
export function checkData(recipe: Recipe, files: DataFiles): Problem[] {
  const prompts = trainingFactsOf(files).map((facts) => facts.prompts);
  const { train, teachersTrain, validation, evaluation } = files;
  return [
    ...[...train, ...teachersTrain, ...validation].flatMap((file) => checkTraining(recipe, file)),
    ...validation.flatMap((file) => trainedOn(recipe, file, [...train, ...teachersTrain])),
    ...evaluation.flatMap((file) => checkEvaluation(recipe, file, prompts)),
    ...(evaluation.length === 0 ? [noEvaluation] : []),
  ];
}

const noEvaluation: Problem = {
  code: "no-evaluation",
  severity: "warning",
  field: "data.evaluation",
  line: null,
  message: message("problems.no-evaluation"),
  suggestion: message("problems.no-evaluation-next"),
};

function checkTraining(recipe: Recipe, file: DataFile<TrainingLook>): Problem[] {
  const { facts } = file;
  if (facts === null) return unreadable(file);
  if (facts.lines === 0 && facts.problems.length === 0) return [emptyFile(file)];
  return facts.problems.map((problem) => problemOf(recipe, file, problem, facts.lines));
}

function checkEvaluation(
  recipe: Recipe,
  file: DataFile<EvaluationFacts>,
  prompts: readonly BigUint64Array[],
): Problem[] {
  const { facts } = file;
  if (facts === null) return unreadable(file);
  if (facts.lines === 0 && facts.problems.length === 0) return [emptyFile(file)];
  const leaks = facts.items.filter(({ key }) => prompts.some((asked) => holdsKey(asked, key)));
  return [
    ...facts.problems.map((problem) => problemOf(recipe, file, problem, facts.lines)),
    ...leaked(file, leaks, leaks.length === facts.items.length ? without(recipe, file) : undefined),
  ];
}

function unreadable({ field, reference, path, unreadable: code }: DataFile<unknown>): Problem[] {
  if (code === null) return [];
  return [
    {
      ...{ code, severity: isAbsolute(path) ? "error" : "warning", field, line: null },
      message: message(`problems.${code}`, { file: reference }),
      suggestion: message(`problems.${code}-next`),
    },
  ];
}

function problemOf(
  recipe: Recipe,
  file: Place,
  { message: reason, count, firstLines, isFatal }: DataProblem,
  rows: number,
): Problem {
  const otherwise = isFatal ? "refusals.bad-file-next" : "problems.bad-rows-next";
  const suggestion = message(reason.code === "data.unrecognised" ? "data.unrecognised-next" : otherwise);
  // Nothing of the file that would be left is known.
  const of = isFatal ? 0 : rows;
  return badRows(recipe, file, { code: isFatal ? "bad-file" : "bad-rows", reason, suggestion, count, firstLines, of });
}

function emptyFile({ field, reference }: Place): Problem {
  return {
    code: "empty-data",
    severity: "error",
    field,
    line: null,
    message: message("problems.empty-data", { file: reference }),
    suggestion: message("problems.empty-data-next"),
  };
}

/** Items that are in the training data too, as one problem with the first of them. */
function leaked(
  { field, reference }: Place,
  leaks: readonly EvaluationItem[],
  changes: Record<string, unknown> | undefined,
): Problem[] {
  const [first] = leaks;
  if (first === undefined) return [];
  const { line, row } = first;
  const values = { file: reference, line: String(line), question: row.question };
  return [
    {
      code: "leakage",
      severity: "error",
      field,
      line,
      message:
        leaks.length === 1
          ? message("problems.leakage", values)
          : message("problems.leakage-more", { ...values, more: leaks.length - 1 }),
      suggestion: message("problems.leakage-next"),
      changes,
    },
  ];
}

/** The recipe without a held-out set that would say nothing. */
function without({ data }: Recipe, { field }: Place): Record<string, unknown> {
  return { "data.evaluation": data.evaluation.filter((_, index) => field !== `data.evaluation.${index}.path`) };
}

function trainedOn({ data }: Recipe, { field, reference, path }: Place, training: readonly Place[]): Problem[] {
  if (!training.some((file) => file.path === path)) return [];
  return [
    {
      ...{ code: "validation-is-training", severity: "warning", field, line: null },
      message: message("refusals.validation-is-training", { file: reference }),
      suggestion: message("refusals.validation-is-training-next"),
      changes: { "data.validation": data.validation.filter((other) => other !== reference) },
    },
  ];
}
