"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Stage } from "../../server/contract/stage";
import { cn } from "../lib/cn";
import { RelativeTime } from "../lib/relative-time";
import { useMessage } from "../lib/use-message";
import { useStageTitle } from "../lib/use-stage-title";
import { RemedyList } from "./remedy-list";

/** How a stage failed and what to do next. */
export function FailurePanel({ runId, stage }: { runId: string; stage: Stage }) {
  const t = useTranslations("run.failure");
  const words = useMessage();
  const titleOf = useStageTitle();
  if (stage.exit === null || ["succeeded"].includes(stage.exit.outcome)) return null;
  const { exit } = stage;
  const isFailure = exit.outcome === "failed" || exit.outcome === "lost";
  return (
    <section
      role={isFailure ? "alert" : "status"}
      className={
        isFailure
          ? "mb-3 rounded-lg border border-destructive/40 bg-destructive/5 p-3 text-sm"
          : "mb-3 rounded-lg border p-3 text-sm"
      }
    >
      <p className="flex gap-2 font-medium">
        <TriangleAlert
          className={cn("mt-0.5 size-4 shrink-0", isFailure ? "text-destructive" : "text-warning")}
          aria-hidden
        />
        <span className="min-w-0 break-words">
          {titleOf(stage)}: {words(exit.message)}
        </span>
      </p>
      {stage.retryAt !== null && (
        <p className="mt-1">
          {t.rich("retryAt", {
            when: () => <RelativeTime atMs={stage.retryAt ?? 0} />,
            attempt: stage.attempts.length + 1,
          })}
        </p>
      )}
      {exit.suggestion !== null && (
        <p className="mt-1 text-muted-foreground">
          {t("suggestion")}: {words(exit.suggestion)}
        </p>
      )}
      <p className="mt-1 text-muted-foreground text-xs">
        {t("facts", { reason: exit.reason ?? exit.outcome, code: exit.exitCode ?? "—", signal: exit.signal ?? "—" })}
      </p>
      {exit.outcome === "failed" && <RemedyList runId={runId} stageKey={stage.key} />}
    </section>
  );
}
