"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { RunDetail } from "../../../server/contract/run";
import { Button } from "../../ui/button";
import { finishedStudents } from "../bundle-section";
import { ExportList } from "./export-list";
import { GgufDialog } from "./gguf-dialog";
import { PushDialog } from "./push-dialog";

/** Takes a finished student elsewhere: its folder as it is, a GGUF file, a repository on a hub. */
export function TakeAwaySection({ run }: { run: RunDetail }) {
  const t = useTranslations("run.takeAway");
  const id = useId();
  const subjects = finishedStudents(run);
  if (subjects.length === 0) return null;
  return (
    <section aria-labelledby={id} className="mb-4 rounded-lg border bg-card p-3">
      <h2 id={id} className="font-semibold">
        {t("title")}
      </h2>
      <p className="mt-0.5 max-w-prose text-muted-foreground text-sm">{t("explain")}</p>
      <ul className="mt-2 grid gap-2">
        {subjects.map((subject) => (
          <li key={subject} className="flex flex-wrap items-center gap-2" data-take-away={subject}>
            <span className="min-w-32 font-medium text-sm">{subject}</span>
            <Button variant="outline" size="sm" asChild>
              <a href={`/api/model?${new URLSearchParams({ run: run.id, subject })}`} download>
                <Download aria-hidden />
                {t("folder")}
                <span className="sr-only"> {subject}</span>
              </a>
            </Button>
            {subject === "student" && <GgufDialog runId={run.id} subject={subject} />}
            <PushDialog runId={run.id} subject={subject} />
          </li>
        ))}
      </ul>
      <ExportList runId={run.id} />
    </section>
  );
}
