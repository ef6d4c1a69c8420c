"use client";

import { useTranslations } from "next-intl";
import type { RunRow } from "../../../server/contract/run-list";
import { cn } from "../../lib/cn";
import { useFormat } from "../../lib/use-format";
import { useStageTitle } from "../../lib/use-stage-title";
import { Progress } from "../../ui/progress";

/** How far a run is: a bar, and below it the stage that runs now or the count of stages. */
export function RunProgress({ run }: { run: Pick<RunRow, "name" | "progress" | "status"> }) {
  const t = useTranslations();
  const titleOf = useStageTitle();
  const format = useFormat();
  const { fraction, currentStage, doneStages, totalStages } = run.progress;
  const stage =
    currentStage === null
      ? t("experiments.progressOf", { done: doneStages, total: totalStages })
      : titleOf(currentStage);
  return (
    <div className="w-36 max-w-full">
      <div className="mb-1 flex justify-between gap-2 text-muted-foreground text-xs">
        <span className="truncate" title={stage}>
          {stage}
        </span>
        <span>{format.percent(fraction, 0)}</span>
      </div>
      <Progress
        value={fraction * 100}
        aria-label={t("experiments.progressLabel", { name: run.name })}
        indicatorClassName={cn(
          run.status === "failed" && "bg-destructive",
          run.status === "succeeded" && "bg-success",
          (run.status === "cancelled" || run.status === "stopped") && "bg-muted-foreground",
        )}
      />
    </div>
  );
}
