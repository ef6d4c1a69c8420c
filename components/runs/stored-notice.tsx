"use client";

import { Archive, Download, FileWarning } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RunDetail } from "../../server/contract/run";
import { useMessage } from "../lib/use-message";
import { useArchiveRun } from "../shell/use-archive-run";
import { Button } from "../ui/button";

/** What of a run could not be read and what can be done with it all the same; nothing for a run that is whole. */
export function StoredNotice({ run }: { run: RunDetail }) {
  const t = useTranslations("run.stored");
  const words = useMessage();
  if (run.recipeProblem === null && run.damaged.length === 0) return null;
  return (
    <div role="alert" className="mb-5 rounded-lg border border-warning/40 bg-warning/10 p-3 text-sm">
      {run.recipeProblem !== null && (
        <>
          <p className="flex items-center gap-2 font-medium">
            <FileWarning className="size-4 shrink-0 text-warning" aria-hidden />
            {t("title")}
          </p>
          <p className="mt-1">{words(run.recipeProblem)}</p>
          <p className="mt-1 max-w-prose text-muted-foreground">{t("body")}</p>
        </>
      )}
      {run.damaged.length > 0 && <p className="mt-1">{t("damaged", { parts: run.damaged.join(", ") })}</p>}
      {run.recipeProblem !== null && <Actions run={run} />}
    </div>
  );
}

function Actions({ run }: { run: RunDetail }) {
  const t = useTranslations("run.stored");
  const archive = useArchiveRun();
  const isActive = ["queued", "running", "stopping"].includes(run.status);
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <Button variant="outline" size="sm" asChild>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(run.recipeText ?? "")}`}
          download={`${run.id}-recipe.txt`}
        >
          <Download aria-hidden />
          {t("download")}
        </a>
      </Button>
      {!run.archived && (
        <Button variant="outline" size="sm" disabled={isActive} onClick={() => archive(run, true)}>
          <Archive aria-hidden />
          {t("archive")}
        </Button>
      )}
    </div>
  );
}
