import { existsSync } from "node:fs";
import { join } from "node:path";
import { message } from "../../../contract/message";
import type { PairCheck } from "../../../contract/preflight";
import { fieldProblem, type Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { usesTeacherWeights } from "../../../contract/recipe/teacher-use";
import type { Paths } from "../../../platform/paths";
import { findModelFolder } from "../../recipes/pairs/model/model-folder";

/** Tokenizers whose file is there and could not be read when the pair was compared. */
export function tokenizerProblems(paths: Paths, recipe: Recipe, { facts }: PairCheck): Problem[] {
  const { teacher, student } = recipe;
  const fact = facts.find(({ key }) => key === "tokenizer");
  if (fact === undefined) return [];
  const sides = [
    ...(usesTeacherWeights(recipe) ? [{ role: "teacher", model: teacher.model, read: fact.teacher }] : []),
    { role: "student", model: student.model, read: fact.student },
  ];
  return sides.flatMap(({ role, model, read }) => {
    const { folder } = findModelFolder(paths, model);
    if (read !== null || folder === null || !existsSync(join(folder, "tokenizer.json"))) return [];
    const said = message("refusals.tokenizer-damaged", { file: model });
    const next = message("refusals.tokenizer-damaged-next");
    return [fieldProblem("error", "tokenizer-damaged", `${role}.model`, said, next)];
  });
}
