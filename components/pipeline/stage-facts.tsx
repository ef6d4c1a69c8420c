"use client";

import { useTranslations } from "next-intl";
import { isStageEnded } from "../../server/contract/stage";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { useNow } from "../lib/use-now";
import { isMoving, type PipelineStage, stageElapsedMs } from "./stage-state";

/** One line on a stage: for whom it is or what it does now, how far it is, and its time so far and left. */
export function StageFacts({ stage }: { stage: PipelineStage }) {
  const t = useTranslations("run.pipeline");
  const words = useMessage();
  const { progress } = stage;
  const isNow = isMoving(stage.status);
  const reused = stage.cachedFromName === null ? t("cached") : t("cachedFrom", { name: stage.cachedFromName });
  const phase = isNow && progress?.phase ? words(progress.phase) : null;
  const what = stage.status === "cached" ? [stage.subject, reused] : [stage.subject, phase];
  const said = what.filter(Boolean).join(" · ");
  const steps =
    progress?.step != null && progress.totalSteps != null ? `${progress.step} / ${progress.totalSteps}` : "";
  return (
    <span className="flex min-h-4 w-full items-baseline justify-between gap-2 text-muted-foreground text-xs">
      {said !== "" && <span className="min-w-0 truncate">{said}</span>}
      <span className="flex shrink-0 gap-2">
        {isNow && steps !== "" && <span>{steps}</span>}
        <StageTime stage={stage} />
      </span>
    </span>
  );
}

/** The time left of a stage that runs, where it is known; else how long it took, or is going to take. */
function StageTime({ stage }: { stage: PipelineStage }) {
  const t = useTranslations("run.pipeline");
  const format = useFormat();
  const now = useNow(1_000);
  const elapsedMs = stageElapsedMs(stage, now);
  const remainingMs = isMoving(stage.status) ? (stage.progress?.remainingMs ?? null) : null;
  if (remainingMs !== null)
    return <span className="max-sm:hidden">{t("left", { time: format.duration(remainingMs) })}</span>;
  if (elapsedMs === null && !isStageEnded(stage.status) && stage.expected !== null)
    return <span className="max-sm:hidden">{t("expected", { time: format.timeRange(stage.expected) })}</span>;
  if (elapsedMs === null) return null;
  return <time suppressHydrationWarning>{format.duration(elapsedMs)}</time>;
}
