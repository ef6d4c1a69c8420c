import { isAbsolute } from "node:path";
import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import { asksTeacher, knowledgeTraits } from "../../../contract/recipe/knowledge-kinds";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { LineProblem } from "../../recipes/data-file";
import type { DataFile, DataFiles } from "../../recipes/inputs/data-files";
import type { EvaluationFacts } from "../../recipes/inputs/evaluation-file";
import type { TrainingLook } from "../../recipes/inputs/jobs";
import { trainingFactsOf } from "../../recipes/inputs/read-inputs";
import { holdsKey } from "../../recipes/inputs/text-keys";

type Place = Pick<DataFile<unknown>, "field" | "reference" | "path">;

const maxProblems = 20;

/** What is wrong with the data files of a recipe: absent, not well-formed by line, empty, without answers where they are needed, an evaluation item in training. Pure. */
export function checkData(recipe: Recipe, files: DataFiles): Problem[] {
  const prompts = trainingFactsOf(files).map((facts) => facts.prompts);
  const { train, teachersTrain, validation, evaluation } = files;
  return [
    ...[...train, ...teachersTrain, ...validation].flatMap((file) => checkTraining(recipe, file)),
    ...evaluation.flatMap((file) => checkEvaluation(file, prompts)),
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
  if (facts.problems.length > 0) return facts.problems.map((problem) => lineProblem(file, problem));
  if (facts.rows === 0) return [emptyFile(file)];
  return answersMissing(recipe, file, facts.withoutAnswer);
}

function answersMissing(recipe: Recipe, place: Place, withoutAnswer: number): Problem[] {
  const isTraining = !place.field.startsWith("data.validation");
  const asksStudent = recipe.knowledge.some((entry) => knowledgeTraits[entry.kind].asksStudent(entry));
  if (withoutAnswer === 0 || (isTraining && asksTeacher(recipe.knowledge)) || asksStudent) return [];
  return [
    {
      code: "answers-missing",
      severity: "error",
      field: place.field,
      line: null,
      message: message("problems.answers-missing", { count: withoutAnswer, file: place.reference }),
      suggestion: message("problems.answers-missing-next"),
    },
  ];
}

function checkEvaluation(file: DataFile<EvaluationFacts>, prompts: readonly BigUint64Array[]): Problem[] {
  const { facts } = file;
  if (facts === null) return unreadable(file);
  const leaks = facts.items
    .filter(({ key }) => prompts.some((asked) => holdsKey(asked, key)))
    .slice(0, maxProblems)
    .map(({ line, row }) => ({ line, problem: leak(file, line, row.question) }));
  const broken = facts.problems.map((problem) => ({ line: problem.line, problem: lineProblem(file, problem) }));
  const found = [...broken, ...leaks].sort((a, b) => a.line - b.line).slice(0, maxProblems);
  if (facts.items.length === 0 && found.length === 0) return [emptyFile(file)];
  return found.map(({ problem }) => problem);
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

function lineProblem({ field, reference }: Place, { line, message: reason }: LineProblem): Problem {
  return {
    code: "bad-line",
    severity: "error",
    field,
    line,
    message: message("problems.bad-line", { file: reference, line: String(line), reason }),
    suggestion: message("problems.bad-line-next"),
  };
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

function leak({ field, reference }: Place, line: number, question: string): Problem {
  return {
    code: "leakage",
    severity: "error",
    field,
    line,
    message: message("problems.leakage", { file: reference, line: String(line), question }),
    suggestion: message("problems.leakage-next"),
  };
}
