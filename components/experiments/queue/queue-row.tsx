"use client";

import { ArrowDown, ArrowUp, GripVertical, Pause, Pin, Play } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { QueuedRun } from "../../../server/contract/queue";
import { cn } from "../../lib/cn";
import { runColor } from "../../lib/series-colors";
import { useFormat } from "../../lib/use-format";
import { useStageTitle } from "../../lib/use-stage-title";
import { WaitingText } from "../../shell/waiting-text";
import { Button } from "../../ui/button";
import { TableCell, TableRow } from "../../ui/table";
import { PriorityInput } from "./priority-input";
import type { QueueActions } from "./use-queue-actions";

type QueueRowProps = {
  run: QueuedRun;
  place: number;
  actions: QueueActions;
  onStep: { up: (() => void) | undefined; down: (() => void) | undefined };
  /** Called with the id of the run that was dropped on this one. */
  onDrop: (runId: string) => void;
};

const dragType = "text/x-stillroom-run";

/** One run of the queue: its place, what it waits for, and the controls that change its place. */
export function QueueRow({ run, place, actions, onStep, onDrop }: QueueRowProps) {
  const t = useTranslations("experiments.queue");
  const titleOf = useStageTitle();
  const format = useFormat();
  const [isTarget, setIsTarget] = useState(false);
  const { name } = run;
  return (
    <TableRow
      className={cn(isTarget && "bg-accent", run.held && "text-muted-foreground")}
      data-run-id={run.runId}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return;
        event.preventDefault();
        setIsTarget(true);
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsTarget(false);
        onDrop(event.dataTransfer.getData(dragType));
      }}
    >
      <TableCell
        draggable
        title={t("drag", { name })}
        className="cursor-grab"
        onDragStart={(event) => event.dataTransfer.setData(dragType, run.runId)}
      >
        <div className="flex items-center gap-0.5">
          <GripVertical className="size-4 text-muted-foreground" aria-hidden />
          <span className="w-6 text-right">{place}</span>
          <StepButton label={t("up", { name })} onStep={onStep.up} icon={ArrowUp} />
          <StepButton label={t("down", { name })} onStep={onStep.down} icon={ArrowDown} />
          {run.placed && <Pin className="size-3.5 text-muted-foreground" role="img" aria-label={t("placed")} />}
        </div>
      </TableCell>
      <TableCell>
        <Link href={`/runs/${run.runId}`} className="flex items-baseline gap-1.5 font-medium hover:underline">
          <span
            aria-hidden
            className="size-2 shrink-0 self-center rounded-full"
            style={{ backgroundColor: runColor(run.number) }}
          />
          <span className="max-w-64 truncate">{name}</span>
          <span className="font-normal text-muted-foreground text-xs">#{run.number}</span>
        </Link>
      </TableCell>
      <TableCell className="hidden max-w-48 truncate sm:table-cell">{run.experimentName}</TableCell>
      <TableCell className="min-w-44">
        <WaitingText reason={run.reason} />
      </TableCell>
      <TableCell>
        {titleOf(run.stage)}
        {run.timeLeft !== null && (
          <span className="block text-muted-foreground text-xs">
            {t("takes", { time: format.timeRange(run.timeLeft) })}
          </span>
        )}
      </TableCell>
      <TableCell>
        <PriorityInput
          key={run.priority}
          priority={run.priority}
          label={t("priorityOf", { name })}
          onChange={(priority) => actions.setPriority(run.runId, priority)}
        />
      </TableCell>
      <TableCell>
        <Button
          variant="outline"
          size="sm"
          disabled={actions.isBusy}
          aria-label={t(run.held ? "releaseRun" : "holdRun", { name })}
          onClick={() => (run.held ? actions.release : actions.hold)(run.runId)}
        >
          {run.held ? <Play aria-hidden /> : <Pause aria-hidden />}
          {t(run.held ? "release" : "hold")}
        </Button>
      </TableCell>
    </TableRow>
  );
}

type StepButtonProps = { label: string; onStep: (() => void) | undefined; icon: typeof ArrowUp };

function StepButton({ label, onStep, icon: Icon }: StepButtonProps) {
  // Not `disabled`: the focus would be lost when a run has reached the end by this very button.
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      aria-disabled={onStep === undefined}
      className="aria-disabled:opacity-40"
      onClick={onStep}
    >
      <Icon aria-hidden />
    </Button>
  );
}
