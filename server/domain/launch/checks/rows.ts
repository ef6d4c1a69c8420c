import { z } from "zod";
import { type Message, message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import { knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { readJsonLines } from "../../recipes/data-file";
import { readableFiles } from "../../recipes/readable-files";

type Row = Record<string, unknown>;
type Rule = { code: string; message: Message; suggestion: Message; holds: (row: Row) => boolean };

const maxProblems = 20;
const rowSchema = z.record(z.string(), z.unknown());

/** Columns that the recipe's way of training needs in every training and validation row, by line; at most 20 problems. Lines that are no JSON are left to `checkData`. */
export async function checkRows(paths: Paths, recipe: Recipe): Promise<Problem[]> {
  const rules = rulesOf(recipe);
  if (rules.length === 0) return [];
  const problems: Problem[] = [];
  for (const key of ["train", "validation"] as const) {
    for (const [index, reference] of recipe.data[key].entries()) {
      const [file] = readableFiles(paths, [reference]);
      if (file === undefined) continue;
      for await (const problem of problemsOf(file.path, reference, rules)) {
        problems.push({ ...problem, field: `data.${key}.${index}` });
        if (problems.length >= maxProblems) return problems;
      }
    }
  }
  return problems;
}

async function* problemsOf(path: string, reference: string, rules: Rule[]): AsyncGenerator<Omit<Problem, "field">> {
  for await (const entry of readJsonLines(path, rowSchema)) {
    if ("message" in entry) continue;
    for (const { code, message: reason, suggestion, holds } of rules) {
      if (holds(entry.row)) continue;
      const { line } = entry;
      const said = message("problems.bad-line", { file: reference, line: String(line), reason });
      yield { code, severity: "error", line, message: said, suggestion };
    }
  }
}

function rulesOf(recipe: Recipe): Rule[] {
  const preference = knowledgeOf(recipe.knowledge, "preference");
  const ownPairs = preference?.pairs === "own" ? [preference.method === "dpo" ? rejectedRule : labelRule] : [];
  const isRouted = recipe.teacher.source === "server" && recipe.teachers.length > 0;
  return [
    ...ownPairs,
    ...(recipe.teacher.source === "self" ? [promptRule] : []),
    ...(isRouted ? [tagRule([recipe.teacher, ...recipe.teachers].flatMap(({ tags }) => tags))] : []),
  ];
}

const rejectedRule: Rule = {
  code: "rejected-missing",
  message: message("problems.rejected-missing"),
  suggestion: message("problems.rejected-missing-next"),
  holds: ({ rejected_response: rejected }) => isText(rejected),
};

const labelRule: Rule = {
  code: "label-missing",
  message: message("problems.label-missing"),
  suggestion: message("problems.label-missing-next"),
  holds: ({ label }) => typeof label === "boolean",
};

const promptRule: Rule = {
  code: "teacher-prompt-missing",
  message: message("problems.teacher-prompt-missing"),
  suggestion: message("problems.teacher-prompt-missing-next"),
  holds: ({ teacher_prompt: prompt }) => isText(prompt),
};

function tagRule(tags: string[]): Rule {
  const known = new Set(tags);
  return {
    code: "tag-missing",
    message: message("problems.tag-missing", { tags: tags.join(", ") }),
    suggestion: message("problems.tag-missing-next"),
    holds: ({ dataset }) => typeof dataset === "string" && known.has(dataset),
  };
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
