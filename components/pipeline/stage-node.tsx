"use client";

import { stageKinds } from "../../server/contract/stage-kinds";
import { cn } from "../lib/cn";
import { useText } from "../lib/use-text";
import { StatusBadge } from "../shell/status-badge";
import { StageBar } from "./stage-bar";
import { StageFacts } from "./stage-facts";
import { type PipelineStage, shownStatusOf } from "./stage-state";

type StageNodeProps = { stage: PipelineStage; isSelected: boolean; onSelect: (key: string) => void };

/** One stage as a card of fixed height: what it is, its state, how long it took so far, and how far it is. */
export function StageNode({ stage, isSelected, onSelect }: StageNodeProps) {
  const text = useText();
  return (
    <button
      type="button"
      className={cn(
        "relative flex h-16 w-full min-w-0 flex-col justify-center gap-1 overflow-hidden rounded-md border bg-card px-2.5 text-left hover:bg-accent/50",
        isSelected && "border-primary ring-1 ring-primary",
        stage.status === "blocked" && "border-dashed",
      )}
      data-stage={stage.key}
      aria-pressed={isSelected}
      onClick={() => onSelect(stage.key)}
    >
      <span className="flex w-full items-center justify-between gap-2">
        <span className="truncate font-medium text-sm">{text(stageKinds[stage.kind].name)}</span>
        <StatusBadge of="stage" status={shownStatusOf(stage)} />
      </span>
      <StageFacts stage={stage} />
      <StageBar stage={stage} className="h-1" />
    </button>
  );
}
