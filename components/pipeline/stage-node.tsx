"use client";

import { useTranslations } from "next-intl";
import { isStageEnded, type Stage } from "../../server/contract/stage";
import { stageKinds } from "../../server/contract/stage-kinds";
import { cn } from "../lib/cn";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { useNow } from "../lib/use-now";
import { useText } from "../lib/use-text";
import { StatusBadge } from "../shell/status-badge";
import { Progress } from "../ui/progress";

export type PipelineStage = Pick<
  Stage,
  "key" | "kind" | "subject" | "status" | "startedAt" | "endedAt" | "progress"
> & { dependsOn: string[]; cachedFromName: string | null };

type StageNodeProps = { stage: PipelineStage; isSelected: boolean; onSelect: (() => void) | null };

/** One stage: what it is, its state, how long it took so far, and how far it is. */
export function StageNode({ stage, isSelected, onSelect }: StageNodeProps) {
  const text = useText();
  const content = (
    <>
      <span className="flex w-full items-center justify-between gap-2">
        <span className="truncate font-medium text-sm">{text(stageKinds[stage.kind].name)}</span>
        <StatusBadge of="stage" status={stage.status} />
      </span>
      <span className="flex w-full items-baseline justify-between gap-2 text-muted-foreground text-xs">
        <span className="truncate">{stage.subject ?? " "}</span>
        <StageElapsed stage={stage} />
      </span>
      <StageProgress stage={stage} />
    </>
  );
  const className = cn(
    "flex w-full min-w-0 flex-col items-start gap-1 rounded-md border bg-card p-2.5 text-left",
    isSelected && "border-primary ring-1 ring-primary",
    stage.status === "blocked" && "opacity-70",
  );
  if (onSelect === null)
    return (
      <div className={className} data-stage={stage.key}>
        {content}
      </div>
    );
  return (
    <button
      type="button"
      className={cn(className, "hover:bg-accent/50")}
      data-stage={stage.key}
      aria-pressed={isSelected}
      onClick={onSelect}
    >
      {content}
    </button>
  );
}

function StageElapsed({ stage }: { stage: PipelineStage }) {
  const format = useFormat();
  const now = useNow(1_000);
  if (stage.startedAt === null || stage.status === "cached") return null;
  const endedAt = stage.endedAt ?? (isStageEnded(stage.status) ? stage.startedAt : now);
  return (
    <time className="shrink-0" suppressHydrationWarning>
      {format.duration(endedAt - stage.startedAt)}
    </time>
  );
}

function StageProgress({ stage }: { stage: PipelineStage }) {
  const t = useTranslations("run.pipeline");
  const words = useMessage();
  const { progress } = stage;
  const isMoving = ["starting", "running", "stopping"].includes(stage.status);
  if (stage.status === "cached")
    return (
      <span className="h-6 w-full truncate text-muted-foreground text-xs">
        {stage.cachedFromName === null ? t("cached") : t("cachedFrom", { name: stage.cachedFromName })}
      </span>
    );
  const steps =
    progress?.step != null && progress.totalSteps != null ? `${progress.step} / ${progress.totalSteps}` : null;
  return (
    <span
      className={cn(
        "flex h-6 w-full flex-col justify-end gap-1 text-muted-foreground text-xs",
        !isMoving && "max-md:hidden",
      )}
    >
      {isMoving && (
        <>
          <span className="flex justify-between gap-2">
            <span className="truncate">{progress?.phase ? words(progress.phase) : " "}</span>
            <span>{steps}</span>
          </span>
          <Progress value={(progress?.fraction ?? 0) * 100} aria-label={t("progressOf", { stage: stage.key })} />
        </>
      )}
    </span>
  );
}
