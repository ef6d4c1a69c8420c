import { type Message, message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import { knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { DataFile, DataFiles } from "../../recipes/inputs/data-files";
import type { TrainingLook } from "../../recipes/inputs/jobs";
import type { ColumnFacts } from "../../recipes/inputs/training-columns";

/** `linesOf` gives the first lines that break the rule. */
type Rule = { code: string; message: Message; suggestion: Message; linesOf: (columns: ColumnFacts) => number[] };

const maxProblems = 20;

/** Columns that the recipe's way of training needs in every training and validation row, by line; at most 20 problems. Lines that are no JSON are left to `checkData`. Pure. */
export function checkRows(recipe: Recipe, { train, validation }: DataFiles): Problem[] {
  const rules = rulesOf(recipe);
  return [...train, ...validation].flatMap((file) => problemsOf(file, rules)).slice(0, maxProblems);
}

function problemsOf({ field, reference, facts }: DataFile<TrainingLook>, rules: Rule[]): Problem[] {
  if (facts === null) return [];
  const broken = rules.flatMap((rule) => rule.linesOf(facts.columns).map((line) => ({ line, rule })));
  return broken
    .sort((a, b) => a.line - b.line)
    .map(({ line, rule: { code, message: reason, suggestion } }) => ({
      ...{ code, severity: "error" as const, field, line },
      message: message("problems.bad-line", { file: reference, line: String(line), reason }),
      suggestion,
    }));
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
  linesOf: ({ lacking }) => lacking.rejected,
};

const labelRule: Rule = {
  code: "label-missing",
  message: message("problems.label-missing"),
  suggestion: message("problems.label-missing-next"),
  linesOf: ({ lacking }) => lacking.label,
};

const promptRule: Rule = {
  code: "teacher-prompt-missing",
  message: message("problems.teacher-prompt-missing"),
  suggestion: message("problems.teacher-prompt-missing-next"),
  linesOf: ({ lacking }) => lacking.teacherPrompt,
};

function tagRule(tags: string[]): Rule {
  const known = new Set(tags);
  return {
    code: "tag-missing",
    message: message("problems.tag-missing", { tags: tags.join(", ") }),
    suggestion: message("problems.tag-missing-next"),
    linesOf: ({ datasets }) =>
      [...datasets].flatMap(([dataset, lines]) => (dataset !== null && known.has(dataset) ? [] : lines)),
  };
}
