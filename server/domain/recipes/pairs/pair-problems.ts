import { message } from "../../../contract/message";
import type { PairCheck } from "../../../contract/preflight";
import type { Problem } from "../../../contract/problem";
import { knowledgeTraits } from "../../../contract/recipe/knowledge-kinds";
import type { Recipe } from "../../../contract/recipe/recipe";

/** What every teacher's pairing with the student makes impossible or doubtful; those beside the first are named. Pure. */
export function pairProblemsOf(recipe: Recipe, pair: PairCheck, others: readonly PairCheck[]): Problem[] {
  const extra = recipe.teachers.flatMap(({ name }, index) => {
    const other = others[index];
    if (other === undefined) return [];
    return pairProblems(recipe, other).map((problem) => ({
      ...problem,
      field: `teachers.${index}.model`,
      message: message("problems.of-teacher", { name, message: problem.message }),
    }));
  });
  return [...pairProblems(recipe, pair), ...extra];
}

/** What a pair makes impossible or doubtful in a recipe: an error at each kind that it does not allow, warnings where the engine says nothing. */
export function pairProblems(recipe: Recipe, pair: PairCheck): Problem[] {
  return recipe.knowledge.flatMap(({ kind }, index): Problem[] => {
    const field = `knowledge.${index}.kind`;
    if (!pair.allowedKinds.includes(kind))
      return [
        {
          code: "tokenizers-differ",
          severity: "error",
          field,
          line: null,
          message: message("problems.tokenizers-differ", { kind }),
          suggestion: message("problems.tokenizers-differ-next", { kinds: pair.allowedKinds.join(", ") }),
          ...(recipe.teacher.source === "local" && { changes: { knowledge: [{ kind: "answers" }] } }),
        },
      ];
    if (!knowledgeTraits[kind].comparesLogits || pair.verdict !== "padded") return [];
    return [
      {
        code: "vocabulary-padded",
        severity: "warning",
        field,
        line: null,
        message: pair.reasons[0] ?? message("problems.vocabulary-padded"),
        suggestion: message("problems.vocabulary-padded-next"),
      },
    ];
  });
}
