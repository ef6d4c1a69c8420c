"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { CopyButton } from "../../shell/copy-button";
import { Button } from "../../ui/button";
import { Textarea } from "../../ui/textarea";
import { useIssueText } from "../fields/field-problems";
import type { YamlSync } from "./use-yaml-sync";

const shownProblems = 4;

/** The recipe as YAML: what is valid goes into the form at once, what is not says where and why and changes nothing. */
export function YamlEditor({ sync }: { sync: YamlSync }) {
  const t = useTranslations("form");
  const issueText = useIssueText();
  const id = useId();
  const { text, problems, isBroken, edit, reset } = sync;
  return (
    <div className="grid gap-2 rounded-lg border bg-card p-3">
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="text-muted-foreground text-sm">
          {t("yaml.label")}
        </label>
        <div className="flex gap-1">
          {isBroken && (
            <Button variant="outline" size="sm" onClick={reset}>
              {t("yaml.reset")}
            </Button>
          )}
          <CopyButton text={text} label={t("yaml.copy")} />
        </div>
      </div>
      <Textarea
        id={id}
        value={text}
        onChange={(event) => edit(event.target.value)}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        wrap="off"
        rows={Math.min(46, Math.max(20, text.split("\n").length + 1))}
        aria-invalid={isBroken}
        aria-describedby={`${id}-problems`}
        className="overflow-x-auto font-mono text-[12.5px] leading-relaxed"
      />
      <div id={`${id}-problems`} role="status" className="grid gap-1 text-xs">
        {isBroken && <p className="font-medium text-destructive">{t("yaml.broken")}</p>}
        {problems.slice(0, shownProblems).map((problem) => {
          const message = problem.kind === "syntax" ? problem.message : issueText(problem.issue);
          const place = [
            problem.line === null ? null : t("line", { line: problem.line }),
            problem.kind === "issue" ? problem.issue.field : null,
          ].filter((part) => part !== null && part !== "");
          return (
            <p key={`${place.join()}:${message}`} className={isBroken ? "text-destructive" : "text-warning"}>
              {place.length > 0 && <span className="mr-1.5 font-mono">{place.join(" · ")}</span>}
              {message}
            </p>
          );
        })}
      </div>
    </div>
  );
}
