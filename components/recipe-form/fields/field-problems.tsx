"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { valueAt } from "../../../server/contract/at-path";
import { cn } from "../../lib/cn";
import { useMessage } from "../../lib/use-message";
import { AllowFolderButton } from "../../shell/allow-folder-dialog";
import type { Changes } from "../logic/changes";
import type { FormValues } from "../logic/form-values";
import type { RecipeIssue } from "../logic/issues";
import { useRecipe } from "../recipe-context";
import { MendButton } from "./mend-button";

export type ShownProblem = {
  key: string;
  isError: boolean;
  message: string;
  suggestion: string | null;
  changes?: Changes | undefined;
  /** A path that could be read if its folder were allowed. */
  outside?: string | undefined;
};

/** The text of a schema issue in the person's language. */
export function useIssueText(): (issue: RecipeIssue) => string {
  const t = useTranslations("form");
  const words = useMessage();
  return ({ kind, message, limit, field }) =>
    kind === "other" || kind === "rule" ? words(message) : t(`issues.${kind}`, { limit, field });
}

/** What is wrong with a key; `isDeep` takes in the keys below it. */
export function useFieldProblems(path: string, isDeep = false): ShownProblem[] {
  const { issues, serverProblems, values, showsAll } = useRecipe();
  const issueText = useIssueText();
  const words = useMessage();
  const isHere = (field: string | null) => field === path || (isDeep && field?.startsWith(`${path}.`) === true);
  const own = issues
    .filter(({ field }) => isHere(field))
    // The keys of a sweep hold dots, so that no value is found under them.
    .filter(({ field }) => showsAll || field.startsWith("sweep") || !isEmptyValue(valueAt(values, field)))
    .map((issue) => ({
      key: `${issue.field}:${issue.kind}`,
      isError: true,
      message: issueText(issue),
      suggestion: null,
    }));
  const found = serverProblems
    .filter(({ field }) => isHere(field))
    .map((problem) => ({
      key: `${problem.code}:${problem.field}:${problem.line}`,
      isError: problem.severity === "error",
      message: words(problem.message),
      suggestion: problem.suggestion === null ? null : words(problem.suggestion),
      changes: problem.changes,
      outside: problem.code === "outside-roots" ? outsidePath(values, problem.field) : undefined,
    }));
  return [...own, ...found];
}

function outsidePath(values: FormValues, field: string | null): string | undefined {
  const value = field === null ? undefined : valueAt(values, field);
  return typeof value === "string" ? value : undefined;
}

/** True for a field that nobody has filled. */
export function isEmptyValue(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Problems as a list below a control, each with a button where one change of the recipe mends it. */
export function ProblemList({ id, problems }: { id?: string; problems: readonly ShownProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul id={id} className="grid gap-0.5 text-xs">
      {problems.map(({ key, isError, message, suggestion, changes, outside }) => (
        <li key={key} className={cn("flex gap-1.5", isError ? "text-destructive" : "text-warning")}>
          <TriangleAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">
            {message}
            {suggestion !== null && <span className="text-muted-foreground"> — {suggestion}</span>}
            {changes !== undefined && <MendButton changes={changes} message={message} />}
            {outside !== undefined && (
              <AllowFolderButton reference={outside} variant="link" className="ml-1 h-auto p-0" />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
