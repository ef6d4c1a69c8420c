"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { valueText } from "../../../server/contract/recipe/sweep-names";
import type { SweepMeasure, SweepTrialRow } from "../../../server/contract/sweep";
import { cn } from "../../lib/cn";
import { Button } from "../../ui/button";
import { TableCell, TableRow } from "../../ui/table";
import { useMeasureText } from "../use-measure-text";
import { MeanCell, MissingFigure } from "./figure-cell";
import { SweepRunStatus, TrialStatus } from "./trial-status";

type TrialRowsProps = {
  trial: SweepTrialRow;
  parameters: readonly string[];
  measures: readonly SweepMeasure[];
  color: string;
  /** The measure by which this trial is the best; null where it is not. */
  bestBy: string | null;
  isOpen: boolean;
  isMarked: boolean;
  onToggle: () => void;
  onHover: (isOver: boolean) => void;
};

/** One trial, and its runs below where it has been opened. */
export function TrialRows(props: TrialRowsProps) {
  const { trial, parameters, measures, color, bestBy, isOpen, isMarked, onToggle, onHover } = props;
  const t = useTranslations("sweep");
  const number = trial.index + 1;
  const [first] = trial.runs;
  const isSingle = trial.runs.length === 1;
  return (
    <>
      <TableRow
        data-testid="trial"
        className={cn(bestBy !== null && "bg-primary/5", isMarked && "bg-muted/60")}
        onMouseEnter={() => onHover(true)}
        onMouseLeave={() => onHover(false)}
      >
        <TableCell className="sticky left-0 z-10 bg-card whitespace-nowrap">
          <span className="flex items-center gap-1.5">
            <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ backgroundColor: color }} />
            {isSingle && first !== undefined ? (
              <Link className="font-medium hover:underline" href={`/runs/${first.id}`}>
                {t("trial", { number })}
              </Link>
            ) : (
              <Button
                variant="ghost"
                size="sm"
                className="-ml-1 px-1"
                aria-expanded={isOpen}
                aria-label={t(isOpen ? "hideRuns" : "showRuns", { number, count: trial.runs.length })}
                onClick={onToggle}
              >
                {t("trial", { number })}
                <ChevronRight aria-hidden className={cn("transition-transform", isOpen && "rotate-90")} />
              </Button>
            )}
          </span>
        </TableCell>
        {parameters.map((key) => (
          <TableCell key={key} className="font-mono text-[13px] whitespace-nowrap">
            {valueText(trial.values[key])}
          </TableCell>
        ))}
        <TableCell>
          <TrialStatus runs={trial.runs} />
        </TableCell>
        {measures.map((measure) => (
          <TableCell key={measure.id}>
            <MeanCell
              measure={measure}
              mean={trial.means[measure.id]}
              runs={trial.runs.length}
              isBest={bestBy === measure.id}
            />
          </TableCell>
        ))}
      </TableRow>
      {isOpen && !isSingle && <RunRows trial={trial} span={parameters.length} measures={measures} />}
    </>
  );
}

type RunRowsProps = { trial: SweepTrialRow; span: number; measures: readonly SweepMeasure[] };

function RunRows({ trial, span, measures }: RunRowsProps) {
  const t = useTranslations("sweep");
  const text = useMeasureText();
  return trial.runs.map((run) => (
    <TableRow key={run.id} className="bg-muted/30 text-xs">
      <TableCell className="sticky left-0 z-10 bg-card pl-7 whitespace-nowrap">
        <Link className="hover:underline" href={`/runs/${run.id}`} title={run.name}>
          #{run.number}
        </Link>
      </TableCell>
      <TableCell colSpan={Math.max(1, span)} className="text-muted-foreground whitespace-nowrap">
        {t("seed", { seed: String(run.seed) })}
      </TableCell>
      <TableCell>
        <SweepRunStatus run={run} />
      </TableCell>
      {measures.map((measure) => {
        const figure = run.figures[measure.id];
        return (
          <TableCell key={measure.id} className="whitespace-nowrap">
            {figure === undefined || figure.value === null ? (
              <MissingFigure reason={figure?.reason ?? "waiting"} />
            ) : (
              text.value(measure, figure.value)
            )}
          </TableCell>
        );
      })}
    </TableRow>
  ));
}
