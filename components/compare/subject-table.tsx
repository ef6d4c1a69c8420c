"use client";

import { Pin, PinOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Evaluation } from "../../server/contract/evaluation";
import { cn } from "../lib/cn";
import { subjectColor } from "../lib/series-colors";
import { Button } from "../ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";
import { Tooltip, TooltipContent, TooltipTrigger } from "../ui/tooltip";
import { type Column, evaluationOf } from "./columns";
import { MeasureCell } from "./measure-cell";
import { bestIndex, listMeasures } from "./measures";

type SubjectTableProps = {
  dataset: string;
  columns: readonly Column[];
  evaluations: readonly Evaluation[];
  baseline: string | null;
  onBaseline?: (key: string | null) => void;
  showRunNames: boolean;
};

/** Subjects side by side on one held-out set; differences count from the pinned baseline. */
export function SubjectTable({ dataset, columns, evaluations, baseline, onBaseline, showRunNames }: SubjectTableProps) {
  const t = useTranslations("compare");
  const found = columns.map((column) => evaluationOf(evaluations, column, dataset));
  const pinned = found[columns.findIndex(({ key }) => key === baseline)];
  return (
    <div className="overflow-hidden rounded-lg border bg-card">
      <Table aria-label={dataset}>
        <TableHeader>
          <TableRow>
            <TableHead className="sticky left-0 z-10 bg-card">{t("measureHead")}</TableHead>
            {columns.map((column, index) => (
              <TableHead key={column.key} className="h-auto min-w-36 py-2 align-top">
                <ColumnHead
                  column={column}
                  evaluation={found[index]}
                  isBaseline={column.key === baseline}
                  onBaseline={onBaseline}
                  showRunName={showRunNames}
                />
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {listMeasures(evaluations).map((measure) => {
            const best = bestIndex(
              found.map((entry) => (entry === undefined ? null : measure.value(entry))),
              measure.isLowerBetter,
            );
            return (
              <TableRow key={measure.id}>
                <TableHead scope="row" className="sticky left-0 z-10 bg-card">
                  {measure.label === null ? measure.id : t(`measure.${measure.label}`)}
                </TableHead>
                {columns.map((column, index) => (
                  <TableCell key={column.key} className={cn("align-top", column.key === baseline && "bg-muted/40")}>
                    <MeasureCell
                      evaluation={found[index]}
                      baseline={pinned}
                      measure={measure}
                      isBest={best === index}
                    />
                  </TableCell>
                ))}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}

type ColumnHeadProps = {
  column: Column;
  evaluation: Evaluation | undefined;
  isBaseline: boolean;
  onBaseline: SubjectTableProps["onBaseline"];
  showRunName: boolean;
};

function ColumnHead({ column, evaluation, isBaseline, onBaseline, showRunName }: ColumnHeadProps) {
  const t = useTranslations("compare");
  const Icon = isBaseline ? PinOff : Pin;
  const label = isBaseline ? t("unpin") : t("pin", { subject: column.subject });
  return (
    <div className="flex items-start justify-between gap-1">
      <div className="min-w-0">
        <div className="flex items-center gap-1.5 font-semibold text-foreground">
          <span
            className="size-2 shrink-0 rounded-full"
            style={{ background: subjectColor(column.subject) }}
            aria-hidden
          />
          {column.subject}
          {evaluation?.measuredAlone === false && (
            <Tooltip>
              <TooltipTrigger aria-label={t("notAlone")}>
                <TriangleAlert className="size-3.5 text-warning" aria-hidden />
              </TooltipTrigger>
              <TooltipContent>{t("notAlone")}</TooltipContent>
            </Tooltip>
          )}
        </div>
        {showRunName && (
          <div className="max-w-44 truncate font-normal" title={column.runName}>
            #{column.runNumber} {column.runName}
          </div>
        )}
        {evaluation?.cachedFromRunId != null && <div className="font-normal">{t("reused")}</div>}
      </div>
      {onBaseline !== undefined && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-pressed={isBaseline}
          aria-label={label}
          title={label}
          onClick={() => onBaseline(isBaseline ? null : column.key)}
        >
          <Icon className="size-3.5" aria-hidden />
        </Button>
      )}
    </div>
  );
}
