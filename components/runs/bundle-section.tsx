"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { isGivenSubject, listSubjects } from "../../server/contract/recipe/subjects";
import type { RunDetail } from "../../server/contract/run";
import { isStageDone } from "../../server/contract/stage";
import { Button } from "../ui/button";

/** A download for every finished student of a run: what it takes to serve it elsewhere. */
export function BundleSection({ run }: { run: RunDetail }) {
  const t = useTranslations("run.bundle");
  const id = useId();
  const subjects = finishedStudents(run);
  return (
    <section aria-labelledby={id} className="mb-4 rounded-lg border bg-card p-3">
      <h2 id={id} className="font-semibold">
        {t("title")}
      </h2>
      <p className="mt-0.5 max-w-prose text-muted-foreground text-sm">{t("explain")}</p>
      {subjects.length === 0 ? (
        <p className="mt-2 text-sm">{t("empty")}</p>
      ) : (
        <ul className="mt-2 flex flex-wrap gap-2">
          {subjects.map((subject) => (
            <li key={subject}>
              <Button variant="outline" size="sm" asChild>
                <a href={`/api/bundle?${new URLSearchParams({ run: run.id, subject })}`} download>
                  <Download aria-hidden />
                  <span className="sr-only">{t("download")} </span>
                  {subject}
                </a>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Students of the recipe whose model a finished stage has made, in the order in which they are measured. */
export function finishedStudents({
  recipe,
  stages,
  artifacts,
}: Pick<RunDetail, "recipe" | "stages" | "artifacts">): string[] {
  const done = new Set(stages.filter(({ status }) => isStageDone(status)).map(({ key }) => key));
  const made = new Set(
    artifacts.filter(({ kind, stageKey }) => kind === "model" && done.has(stageKey)).map(({ subject }) => subject),
  );
  if (recipe === null) return [];
  return listSubjects(recipe.quantize).filter((subject) => !isGivenSubject(subject) && made.has(subject));
}
