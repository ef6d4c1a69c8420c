"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { stringify } from "yaml";
import type { RunDetail } from "../../server/contract/run";
import { shellCommand } from "../lib/shell-command";
import { useStageTitle } from "../lib/use-stage-title";
import { CopyButton } from "../shell/copy-button";
import { CodeBlock } from "../ui/code-block";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";

/** The recipe that ran (as it is stored where it cannot be read), what it changed against its parent, and every command. */
export function RecipeTab({ run }: { run: RunDetail }) {
  const t = useTranslations("run.recipe");
  const titleOf = useStageTitle();
  const text = useMemo(() => run.recipeText ?? stringify(run.recipe), [run.recipe, run.recipeText]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <section className="min-w-0">
        {run.changes.length > 0 && <Changes run={run} />}
        <Code title={t("title")} text={text} copyLabel={t("copyRecipe")} />
        <p className="mt-1 text-muted-foreground text-xs">{t("digest", { digest: run.recipeDigest.slice(0, 16) })}</p>
      </section>
      <section className="flex min-w-0 flex-col gap-4">
        {run.stages.map((stage) => (
          <div key={stage.key}>
            <h2 className="mb-1 font-semibold text-sm">{titleOf(stage)}</h2>
            {stage.commands.map(({ label, argv }) => (
              <Code key={label} title={label} text={shellCommand(argv, stage.env)} copyLabel={t("copyCommand")} />
            ))}
          </div>
        ))}
      </section>
    </div>
  );
}

function Changes({ run }: { run: RunDetail }) {
  const t = useTranslations("run.recipe");
  return (
    <div className="mb-3 overflow-hidden rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("changed")}</TableHead>
            <TableHead>{t("before")}</TableHead>
            <TableHead>{t("after")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {run.changes.map(({ path, before, after }) => (
            <TableRow key={path} className="font-mono text-xs">
              <TableCell>{path}</TableCell>
              <TableCell className="break-all">{before ?? "—"}</TableCell>
              <TableCell className="break-all">{after ?? "—"}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Code({ title, text, copyLabel }: { title: string; text: string; copyLabel: string }) {
  return (
    <figure className="mb-2 rounded-lg border bg-card">
      <figcaption className="flex items-center justify-between border-b px-3 py-1 text-muted-foreground text-xs">
        {title}
        <CopyButton text={text} label={copyLabel} />
      </figcaption>
      <CodeBlock className="max-h-[32rem] p-3 text-xs leading-relaxed">{text}</CodeBlock>
    </figure>
  );
}
