"use client";

import { useTranslations } from "next-intl";
import { cn } from "../lib/cn";
import { Progress } from "../ui/progress";
import { isMoving, type PipelineStage } from "./stage-state";

/** How far a stage is, along the lower edge of what it is drawn in; nothing while it does not move. `className` gives its height. */
export function StageBar({ stage, className }: { stage: PipelineStage; className: string }) {
  const t = useTranslations("run.pipeline");
  if (!isMoving(stage.status)) return null;
  return (
    <Progress
      className={cn("absolute inset-x-0 bottom-0 rounded-none", className)}
      value={(stage.progress?.fraction ?? 0) * 100}
      aria-label={t("progressOf", { stage: stage.key })}
    />
  );
}
