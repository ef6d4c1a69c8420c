import { knowledgeOf } from "../../contract/recipe/knowledge";
import { asksTeacher, knowledgeTraits } from "../../contract/recipe/knowledge-kinds";
import type { Recipe } from "../../contract/recipe/recipe";
import type { RowNeed, RowNeeds } from "../recipes/data/needs";

/** What a recipe needs of each row of a file that it names at `field`. Pure. */
export function rowNeedsOf(recipe: Recipe, field: string): RowNeeds {
  if (field.startsWith("data.evaluation")) return { columns: [], tags: null };
  const isOwn = field.startsWith("data.");
  const needed: [RowNeed, boolean][] = [
    ["answer", needsAnswer(recipe, field)],
    ["rejected", isOwn && ownPairsOf(recipe) === "dpo"],
    ["label", isOwn && ownPairsOf(recipe) === "kto"],
    ["teacherPrompt", isOwn && recipe.teacher.source === "self"],
  ];
  const isRouted = isOwn && recipe.teacher.source === "server" && recipe.teachers.length > 0;
  return {
    columns: needed.flatMap(([need, isNeeded]) => (isNeeded ? [need] : [])),
    tags: isRouted ? [recipe.teacher, ...recipe.teachers].flatMap(({ tags }) => tags) : null,
  };
}

function needsAnswer({ knowledge }: Recipe, field: string): boolean {
  const isTraining = !field.startsWith("data.validation");
  const asksStudent = knowledge.some((entry) => knowledgeTraits[entry.kind].asksStudent(entry));
  return !((isTraining && asksTeacher(knowledge)) || asksStudent);
}

function ownPairsOf({ knowledge }: Recipe): "dpo" | "kto" | null {
  const preference = knowledgeOf(knowledge, "preference");
  return preference?.pairs === "own" ? preference.method : null;
}
