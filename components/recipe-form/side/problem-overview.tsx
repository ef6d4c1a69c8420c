"use client";

import { useTranslations } from "next-intl";
import { valueAt } from "../../../server/contract/at-path";
import { useMessage } from "../../lib/use-message";
import { isEmptyValue, useIssueText } from "../fields/field-problems";
import { MendButton } from "../fields/mend-button";
import { focusField } from "../fields/use-recipe-field";
import { useRecipe } from "../recipe-context";

/** Everything that is wrong, each as a way to its field; of fields that nobody has filled yet only after a person has asked to start. */
export function ProblemOverview({ onShowForm }: { onShowForm: () => void }) {
  const t = useTranslations("form.start");
  const { values, issues, serverProblems, showsAll } = useRecipe();
  const issueText = useIssueText();
  const words = useMessage();
  const problems = [
    ...issues
      .filter(({ field }) => showsAll || field.startsWith("sweep") || !isEmptyValue(valueAt(values, field)))
      .map((issue) => ({ field: issue.field, message: issueText(issue), isError: true, changes: undefined })),
    ...serverProblems.map(({ field, message, severity, changes }) => ({
      ...{ field, changes },
      message: words(message),
      isError: severity === "error",
    })),
  ];
  if (problems.length === 0) return null;
  return (
    <ul aria-label={t("problemList")} className="grid gap-1 rounded-lg border bg-card p-3 text-xs">
      {problems.map(({ field, message, isError, changes }) => (
        <li key={`${field}:${message}`} className={isError ? "text-destructive" : "text-warning"}>
          <button
            type="button"
            className="rounded-sm text-left break-words hover:underline"
            onClick={() => {
              onShowForm();
              setTimeout(() => focusField(field ?? "name"), 50);
            }}
          >
            {field !== null && <code className="mr-1 font-mono">{field}</code>}
            {message}
          </button>
          {changes !== undefined && <MendButton changes={changes} message={message} />}
        </li>
      ))}
    </ul>
  );
}
