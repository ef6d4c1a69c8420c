import { parseDocument } from "yaml";
import type { z } from "zod";
import { AppError } from "../../contract/error";
import type { Problem } from "../../contract/problem";
import { type Recipe, recipeSchema } from "../../contract/recipe/recipe";

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
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  const place = first?.field ? `${first.field}: ` : "";
  return new AppError("invalid-recipe", `${place}${first?.message ?? "The recipe is not valid"}${more}`, {
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
    throw new AppError("invalid-recipe", `Line ${line ?? "?"}: ${error.message.split("\n")[0]}`, {
      context: { line },
      suggestion: "Mend the YAML at this line",
    });
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
      message: `Unknown key '${key}'`,
      suggestion: "Remove it or check its spelling against public/recipe.schema.json",
    }));
  const field = path.length > 0 ? path.join(".") : null;
  return [{ ...base, field, message: issue.message, suggestion: suggestionOf(issue) }];
}

function suggestionOf(issue: z.core.$ZodIssue): string | null {
  if (issue.code === "too_big") return `Use at most ${issue.maximum}`;
  if (issue.code === "too_small") return `Use at least ${issue.minimum}`;
  if (issue.code === "invalid_value") return `Use one of: ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type") return `A ${issue.expected} belongs here`;
  return null;
}
