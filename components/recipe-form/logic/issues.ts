import type { z } from "zod";
import { isTree, valueAt } from "../../../server/contract/at-path";
import type { Message } from "../../../server/contract/message";
import { type Recipe, recipeSchema } from "../../../server/contract/recipe/recipe";
import { schemaMessage } from "../../../server/contract/recipe/schema-message";
import type { FormValues } from "./form-values";

export const issueKinds = [
  "required",
  "atLeastOne",
  "min",
  "above",
  "max",
  "below",
  "number",
  "format",
  "dash",
  "rule",
  "unknownKey",
  "other",
] as const;
export type IssueKind = (typeof issueKinds)[number];

/** One thing that the schema refuses. `isShape`: the form could not even show the value (unknown key, wrong type). */
export type RecipeIssue = {
  field: string;
  kind: IssueKind;
  limit: number;
  message: Message;
  isShape: boolean;
};

/** What the schema says about unfinished values, in the order of the recipe's keys, the first issue of each key; empty when it would be accepted. */
export function listIssues(values: unknown): RecipeIssue[] {
  return readValues(values).issues;
}

/** The recipe that values are, or what keeps them from being one. */
export function readValues(values: unknown): { recipe: Recipe | null; issues: RecipeIssue[] } {
  const result = recipeSchema.safeParse(values);
  if (result.success) return { recipe: result.data, issues: [] };
  const byField = new Map<string, RecipeIssue>();
  for (const issue of result.error.issues.flatMap((found) => issuesOf(found, values))) {
    if (!byField.has(issue.field)) byField.set(issue.field, issue);
  }
  return { recipe: null, issues: [...byField.values()] };
}

const sweepPath = "sweep.";

function issuesOf(issue: z.core.$ZodIssue, values: unknown): RecipeIssue[] {
  const field = issue.path.map(String).join(".");
  const make = (kind: IssueKind, limit = 0, isShape = false): RecipeIssue[] => [
    { field, kind, limit, message: schemaMessage(issue), isShape },
  ];
  switch (issue.code) {
    case "too_small":
      if (issue.origin === "string") return make("required");
      if (issue.origin === "array") return make("atLeastOne");
      return make(issue.inclusive === false ? "above" : "min", Number(issue.minimum));
    case "too_big":
      return make(issue.inclusive === false ? "below" : "max", Number(issue.maximum));
    case "invalid_type":
      return make("number", 0, typeof valueAt(values, field) !== "number");
    case "invalid_format":
      return make("format");
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        field: field === "" ? key : `${field}.${key}`,
        kind: "unknownKey",
        limit: 0,
        message: schemaMessage(issue),
        isShape: true,
      }));
    case "invalid_union":
      // A range without its numbers is shown as it is.
      if (field.startsWith(sweepPath)) return make("other");
      return typeof valueAt(values, field) === "number" ? make("number") : make("other", 0, true);
    case "custom":
      if (isTree(issue.params) && issue.params.rule !== undefined) return make("rule");
      return make(field.startsWith(sweepPath) ? "other" : "dash");
    default:
      return make("other", 0, true);
  }
}

/** The fields without which nothing can start, in the order in which a person fills them. */
export const neededFields = ["teacher.model", "student.model", "data.train", "knowledge", "name"] as const;
export type NeededField = (typeof neededFields)[number];

export type StartState =
  | { kind: "missing"; field: NeededField }
  | { kind: "problems"; count: number; field: string | null }
  | { kind: "checking" }
  | { kind: "ready" };

type StartInput = {
  values: FormValues;
  issues: readonly RecipeIssue[];
  serverErrors: readonly { field: string | null }[];
  isChecking: boolean;
};

/** What stands between these values and a start: one missing thing first, then how many problems, then nothing. */
export function startStateOf({ values, issues, serverErrors, isChecking }: StartInput): StartState {
  for (const field of neededFields) {
    const value = valueAt(values, field);
    const isEmpty = Array.isArray(value) ? value.length === 0 : String(value ?? "").trim() === "";
    if (isEmpty) return { kind: "missing", field };
  }
  const count = issues.length + serverErrors.length;
  if (count > 0) return { kind: "problems", count, field: issues[0]?.field ?? serverErrors[0]?.field ?? null };
  return { kind: isChecking ? "checking" : "ready" };
}
