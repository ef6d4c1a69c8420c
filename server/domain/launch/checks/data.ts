import { accessSync, constants, existsSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { isInside, type Paths } from "../../../platform/paths";
import {
  type LineProblem,
  normalizePrompt,
  qaRowSchema,
  readJsonLines,
  readTrainingFile,
} from "../../recipes/data-file";
import { resolveReference } from "../../recipes/resolve";

type Place = { field: string; reference: string; path: string };

/** Reads every data file of the recipe: present, well-formed by line, not empty, with answers where they are needed, no evaluation item in training. */
export async function checkData(paths: Paths, recipe: Recipe): Promise<Problem[]> {
  const place = (field: string, reference: string): Place => ({
    field,
    reference,
    path: resolveReference(paths, reference),
  });
  const training = [
    ...recipe.data.train.map((reference, index) => place(`data.train.${index}`, reference)),
    ...recipe.teachers.flatMap(({ train }, number) =>
      train.map((reference, index) => place(`teachers.${number}.train.${index}`, reference)),
    ),
  ];
  const validation = recipe.data.validation.map((reference, index) => place(`data.validation.${index}`, reference));
  const evaluation = recipe.data.evaluation.map(({ path }, index) => place(`data.evaluation.${index}.path`, path));
  const prompts = new Set<string>();
  const problems: Problem[] = [];
  for (const entry of [...training, ...validation]) {
    problems.push(...(await checkTraining(paths, recipe, entry, training.includes(entry) ? prompts : new Set())));
  }
  for (const entry of evaluation) problems.push(...(await checkEvaluation(paths, entry, prompts)));
  if (evaluation.length === 0) problems.push(noEvaluation);
  return problems;
}

const noEvaluation: Problem = {
  code: "no-evaluation",
  severity: "warning",
  field: "data.evaluation",
  line: null,
  message: message("problems.no-evaluation"),
  suggestion: message("problems.no-evaluation-next"),
};

async function checkTraining(paths: Paths, recipe: Recipe, place: Place, prompts: Set<string>): Promise<Problem[]> {
  const missing = checkFile(paths, place);
  if (missing !== "readable") return missing;
  const facts = await readTrainingFile(place.path);
  for (const prompt of facts.prompts) prompts.add(prompt);
  if (facts.problems.length > 0) return facts.problems.map((problem) => lineProblem(place, problem));
  if (facts.rows === 0) return [emptyFile(place)];
  return answersMissing(recipe, place, facts.withoutAnswer);
}

function answersMissing(recipe: Recipe, place: Place, withoutAnswer: number): Problem[] {
  const isTraining = !place.field.startsWith("data.validation");
  const asksTeacher = recipe.knowledge.some(
    (entry) => entry.kind === "answers" || (entry.kind === "preference" && entry.pairs === "teacher-student"),
  );
  const asksStudent = recipe.knowledge.some(
    (entry) => entry.kind === "policy" || (entry.kind === "logits" && entry.onPolicy === 1),
  );
  if (withoutAnswer === 0 || (isTraining && asksTeacher) || asksStudent) return [];
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

async function checkEvaluation(paths: Paths, place: Place, prompts: Set<string>): Promise<Problem[]> {
  const missing = checkFile(paths, place);
  if (missing !== "readable") return missing;
  const problems: Problem[] = [];
  let rows = 0;
  for await (const entry of readJsonLines(place.path, qaRowSchema)) {
    if ("message" in entry) problems.push(lineProblem(place, entry));
    else {
      rows += 1;
      if (prompts.has(normalizePrompt(entry.row.question))) problems.push(leak(place, entry.line, entry.row.question));
    }
    if (problems.length >= 20) break;
  }
  return rows === 0 && problems.length === 0 ? [emptyFile(place)] : problems;
}

function checkFile(paths: Paths, { field, reference, path }: Place): Problem[] | "readable" {
  const problem = (code: "hub-data" | "outside-roots" | "file-missing" | "file-unreadable"): Problem[] => [
    {
      ...{ code, severity: isAbsolute(path) ? "error" : "warning", field, line: null },
      message: message(`problems.${code}`, { file: reference }),
      suggestion: message(`problems.${code}-next`),
    },
  ];
  if (!isAbsolute(path)) return problem("hub-data");
  if (!isInside(path, paths.roots)) return problem("outside-roots");
  if (!existsSync(path) || !statSync(path).isFile()) return problem("file-missing");
  try {
    accessSync(path, constants.R_OK);
  } catch {
    return problem("file-unreadable");
  }
  return "readable";
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
