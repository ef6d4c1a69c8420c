import { type Message, message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { placesOf } from "../../recipes/data/fault-groups";
import { lackMessage, type RowNeed } from "../../recipes/data/needs";
import type { DataFile, DataFiles } from "../../recipes/inputs/data-files";
import type { TrainingLook } from "../../recipes/inputs/jobs";
import { joined, type Places } from "../../recipes/inputs/training-columns";
import { rowNeedsOf } from "../row-needs";
import { badRows } from "./bad-rows";

const rules: Record<RowNeed | "tag", { code: string; suggestion: Message }> = {
  answer: { code: "answers-missing", suggestion: message("problems.answers-missing-next") },
  rejected: { code: "rejected-missing", suggestion: message("problems.rejected-missing-next") },
  label: { code: "label-missing", suggestion: message("problems.label-missing-next") },
  teacherPrompt: { code: "teacher-prompt-missing", suggestion: message("problems.teacher-prompt-missing-next") },
  tag: { code: "tag-missing", suggestion: message("problems.tag-missing-next") },
};

/** What the recipe's way of training needs of every row and some rows lack, all that lack the same at once. Pure. */
export function checkRows(recipe: Recipe, { train, teachersTrain, validation }: DataFiles): Problem[] {
  return [...train, ...teachersTrain, ...validation].flatMap((file) => problemsOf(recipe, file));
}

function problemsOf(recipe: Recipe, file: DataFile<TrainingLook>): Problem[] {
  const { facts, field } = file;
  if (facts === null) return [];
  const { columns, tags } = rowNeedsOf(recipe, field);
  const lacking = columns.map((need): [RowNeed | "tag", Places] => [need, facts.columns.lacking[need]]);
  if (tags !== null) lacking.push(["tag", untagged(facts, tags)]);
  return lacking
    .filter(([, { count }]) => count > 0)
    .map(([need, { count, firstLines }]) => {
      const reason = lackMessage(need, count, placesOf(facts, count, firstLines));
      const changes = need === "answer" && field.startsWith("data.train") ? withAnswers(recipe) : undefined;
      return badRows(recipe, file, { ...rules[need], reason, count, firstLines, of: facts.rows, changes });
    });
}

/** Lets the teacher write the answers. */
function withAnswers({ knowledge }: Recipe): Record<string, unknown> {
  return { knowledge: [{ kind: "answers" }, ...knowledge.filter(({ kind }) => kind !== "answers")] };
}

function untagged({ columns: { datasets } }: TrainingLook, tags: readonly string[]): Places {
  return joined(
    [...datasets].flatMap(([dataset, places]) => (dataset !== null && tags.includes(dataset) ? [] : [places])),
  );
}
