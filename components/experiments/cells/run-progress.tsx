"use client";

import { useTranslations } from "next-intl";
import type { RunRow } from "../../../server/contract/run-list";
import { cn } from "../../lib/cn";
import { useFormat } from "../../lib/use-format";
import { useStageTitle } from "../../lib/use-stage-title";
import { Progress } from "../../ui/progress";

/** How far a run is: a bar, and above it the stage that runs now or the count of stages, with the time left where it is known. */
export function RunProgress({ run }: { run: Pick<RunRow, "name" | "progress" | "status" | "timeLeft"> }) {
  const t = useTranslations();
  const titleOf = useStageTitle();
  const format = useFormat();
  const { fraction, currentStage, doneStages, totalStages } = run.progress;
  const stage =
    currentStage === null
      ? t("experiments.progressOf", { done: doneStages, total: totalStages })
      : titleOf(currentStage);
  const left = run.timeLeft === null ? undefined : t("experiments.left", { time: format.timeRange(run.timeLeft) });
  return (
    <div className="w-36 max-w-full">
      <div className="mb-1 flex justify-between gap-2 text-muted-foreground text-xs">
        <span className="truncate" title={stage}>
          {stage}
        </span>
        <span className="shrink-0" title={left}>
          {run.timeLeft === null ? format.percent(fraction, 0) : format.timeRange(run.timeLeft)}
        </span>
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
