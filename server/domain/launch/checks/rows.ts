import { z } from "zod";
import type { Problem } from "../../../contract/problem";
import { knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { readJsonLines } from "../../recipes/data-file";
import { readableFiles } from "../../recipes/readable-files";

type Row = Record<string, unknown>;
type Rule = { code: string; message: string; suggestion: string; holds: (row: Row) => boolean };

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
    for (const { code, message, suggestion, holds } of rules) {
      if (holds(entry.row)) continue;
      const { line } = entry;
      yield { code, severity: "error", line, message: `${reference}, line ${line}: ${message}`, suggestion };
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
  message: "DPO needs the text of the worse answer in 'rejected_response'",
  suggestion: "Add it to the row, or set pairs to teacher-student so that both models write the pairs",
  holds: ({ rejected_response: rejected }) => isText(rejected),
};

const labelRule: Rule = {
  code: "label-missing",
  message: "KTO needs 'label': true for a good answer, false for a bad one",
  suggestion: "Add it to the row, or set pairs to teacher-student so that both models write the pairs",
  holds: ({ label }) => typeof label === "boolean",
};

const promptRule: Rule = {
  code: "teacher-prompt-missing",
  message: "Self-distillation needs what only the teacher is told in 'teacher_prompt'",
  suggestion: "Add the prompt with the privileged information, such as the right answer, to the row",
  holds: ({ teacher_prompt: prompt }) => isText(prompt),
};

function tagRule(tags: string[]): Rule {
  const known = new Set(tags);
  return {
    code: "tag-missing",
    message: `'dataset' must hold the tag of a teacher: ${tags.join(", ")}`,
    suggestion: "Add the column, or give one of the teachers this tag",
    holds: ({ dataset }) => typeof dataset === "string" && known.has(dataset),
  };
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
