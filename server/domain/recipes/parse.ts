import { parseDocument } from "yaml";
import type { z } from "zod";
import { AppError } from "../../contract/error";
import { type Message, message } from "../../contract/message";
import type { Problem } from "../../contract/problem";
import { type Recipe, recipeSchema } from "../../contract/recipe/recipe";
import { schemaMessage } from "../../contract/recipe/schema-message";

/** The recipe with its defaults, or every schema problem with the key it stands at. */
export function parseRecipe(input: unknown): { recipe: Recipe | null; problems: Problem[] } {
  const result = recipeSchema.safeParse(input);
  if (result.success) return { recipe: result.data, problems: [] };
  return { recipe: null, problems: result.error.issues.flatMap(problemsOf) };
}

/** The recipe, or an `invalid-recipe` error that names the first wrong key and how many more there are. */
export function requireRecipe(input: unknown): Recipe {
  const { recipe, problems } = parseRecipe(input);
  if (recipe !== null) return recipe;
  throw errorOf(problems);
}

/** One error for a list of problems; the context carries all of them. */
export function errorOf(problems: Problem[]): AppError {
  const [first] = problems;
  const problem = first?.message ?? message("control.recipe-invalid");
  const placed = first?.field ? message("control.recipe-problem-at", { field: first.field, problem }) : problem;
  const more = problems.length - 1;
  const said = more > 0 ? message("control.and-more", { problem: placed, more }) : placed;
  return new AppError("invalid-recipe", said, {
    context: { problems },
    ...(first?.field && { field: first.field }),
    ...(first?.suggestion && { suggestion: first.suggestion }),
  });
}

/** Reads YAML or JSON text (JSON is YAML). Throws `invalid-recipe` with the line of the first syntax error. */
export function readRecipeText(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line ?? null;
    throw new AppError(
      "invalid-recipe",
      message("control.recipe-line", { line: String(line ?? "?"), words: error.message.split("\n")[0] ?? "" }),
      {
        context: { line },
        suggestion: message("control.recipe-line-next"),
      },
    );
  }
  return document.toJS();
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String);
  const base = { code: "schema", severity: "error" as const, line: null };
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      ...base,
      code: "unknown-key",
      field: [...path, key].join("."),
      message: message("problems.unknown-key", { key }),
      suggestion: message("problems.unknown-key-next"),
    }));
  const field = path.length > 0 ? path.join(".") : null;
  return [{ ...base, field, message: schemaMessage(issue), suggestion: suggestionOf(issue) }];
}

function suggestionOf(issue: z.core.$ZodIssue): Message | null {
  if (issue.code === "too_big") return message("problems.at-most-next", { limit: Number(issue.maximum) });
  if (issue.code === "too_small") {
    const limit = Number(issue.minimum);
    return issue.inclusive === false
      ? message("problems.above-next", { limit })
      : message("problems.at-least-next", { limit });
  }
  if (issue.code === "invalid_value")
    return message("problems.one-of-next", { values: issue.values.map(String).join(", ") });
  if (issue.code === "invalid_type") return message("problems.type-next", { type: issue.expected });
  return null;
}
