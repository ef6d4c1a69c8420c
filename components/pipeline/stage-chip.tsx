"use client";

import { stageKinds } from "../../server/contract/stage-kinds";
import { cn } from "../lib/cn";
import { useText } from "../lib/use-text";
import { StatusIcon } from "../shell/status-badge";
import { StageBar } from "./stage-bar";
import { StageFacts } from "./stage-facts";
import { type PipelineStage, shownStatusOf } from "./stage-state";

type StageChipProps = {
  stage: PipelineStage;
  isSelected: boolean;
  /** Where there is little room only this one keeps its words. */
  isCurrent: boolean;
  onSelect: (key: string) => void;
};

/** One stage in the pipeline's line. */
export function StageChip({ stage, isSelected, isCurrent, onSelect }: StageChipProps) {
  const text = useText();
  return (
    <button
      type="button"
      className={cn(
        "relative flex h-11 w-full min-w-8 items-center gap-2 overflow-hidden rounded-md px-2 text-left hover:bg-accent/60",
        isSelected && "bg-accent ring-1 ring-primary ring-inset",
        !isCurrent && "max-lg:justify-center max-lg:px-1",
      )}
      data-stage={stage.key}
      aria-pressed={isSelected}
      onClick={() => onSelect(stage.key)}
    >
      <StatusIcon of="stage" status={shownStatusOf(stage)} />
      <span className={cn("min-w-0 flex-1", !isCurrent && "max-lg:sr-only")}>
        <span className="block truncate font-medium text-xs">{text(stageKinds[stage.kind].name)}</span>
        <StageFacts stage={stage} />
      </span>
      <StageBar stage={stage} className="h-0.5" />
    </button>
  );
}
