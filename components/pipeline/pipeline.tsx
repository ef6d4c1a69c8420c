"use client";

import { ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "../lib/cn";
import { Button } from "../ui/button";
import { PipelineGraph } from "./pipeline-graph";
import { StageChip } from "./stage-chip";
import { currentStageOf, type PipelineStage } from "./stage-state";

type PipelineProps = {
  stages: readonly PipelineStage[];
  selectedKey: string | null;
  onSelect: (key: string) => void;
};

/** The stages of a run in one line; on request as a graph by what they need. */
export function Pipeline({ stages, selectedKey, onSelect }: PipelineProps) {
  const t = useTranslations("run.pipeline");
  const [isWhole, setIsWhole] = useState(false);
  const current = currentStageOf(stages);
  const Icon = isWhole ? ChevronsDownUp : ChevronsUpDown;
  return (
    <section aria-label={t("label")} className={cn("relative mb-4", !isWhole && "rounded-lg border bg-card p-1 pr-11")}>
      {isWhole ? (
        <div className="pr-11">
          <PipelineGraph stages={stages} selectedKey={selectedKey} onSelect={onSelect} />
        </div>
      ) : (
        <ol className="flex gap-0.5 overflow-x-auto [scrollbar-width:thin]">
          {stages.map((stage) => (
            <li
              key={stage.key}
              className={cn(
                "min-w-8",
                stage === current ? "min-w-24 flex-[1.6] sm:min-w-36" : "shrink-0 lg:min-w-28 lg:flex-1",
              )}
            >
              <StageChip
                stage={stage}
                isSelected={stage.key === selectedKey}
                isCurrent={stage === current}
                onSelect={onSelect}
              />
            </li>
          ))}
        </ol>
      )}
      <Button
        variant="ghost"
        size="icon-sm"
        className={cn("absolute right-1.5", isWhole ? "top-0" : "top-1/2 -translate-y-1/2")}
        aria-expanded={isWhole}
        aria-label={t("whole")}
        title={t(isWhole ? "inOneLine" : "whole")}
        onClick={() => setIsWhole(!isWhole)}
      >
        <Icon aria-hidden />
      </Button>
    </section>
  );
}
