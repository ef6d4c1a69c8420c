"use client";

import { Trophy } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Evaluation } from "../../server/contract/evaluation";
import { cn } from "../lib/cn";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { Tooltip, TooltipContent, TooltipTrigger } from "../ui/tooltip";
import { type Difference, differenceOf, type Measure, reasonOf } from "./measures";

type MeasureCellProps = {
  evaluation: Evaluation | undefined;
  baseline: Evaluation | undefined;
  measure: Measure;
  isBest: boolean;
};

/** One figure with its interval, its difference from the baseline, or the reason why there is none. */
export function MeasureCell({ evaluation, baseline, measure, isBest }: MeasureCellProps) {
  const t = useTranslations("compare");
  const formatValue = useMeasureFormat();
  const words = useMessage();
  const value = evaluation === undefined ? null : measure.value(evaluation);
  const missing = reasonOf(evaluation, measure);
  if (evaluation === undefined || value === null)
    return <Missing reason={missing === null ? t("notMeasured") : words(missing)} />;
  const score = measure.score(evaluation);
  const isOwnBaseline = baseline === evaluation;
  const difference =
    isOwnBaseline || baseline === undefined ? null : differenceOf(value, measure.value(baseline), measure);
  return (
    <div className="flex flex-col gap-0.5">
      <span className={cn("inline-flex items-center gap-1.5", isBest && "font-semibold")}>
        {formatValue(value, measure.unit)}
        {isBest && <Trophy className="size-3 text-primary" aria-label={t("best")} />}
      </span>
      {score !== null && <Interval low={score.low} high={score.high} value={value} n={score.n} />}
      {difference !== null && <DifferenceText difference={difference} />}
    </div>
  );
}

/** Formats a value of a measure in the person's language. */
export function useMeasureFormat() {
  const format = useFormat();
  const t = useTranslations("compare");
  return (value: number | null, unit: Measure["unit"]): string => {
    if (unit === "percent") return format.percent(value);
    if (unit === "duration") return format.duration(value);
    if (unit === "bytes") return format.bytes(value);
    if (value === null) return format.number(value);
    return t(unit === "tokens" ? "tokens" : "perSecond", { value: format.number(value, 1) });
  };
}

function Missing({ reason }: { reason: string }) {
  const t = useTranslations("common");
  return (
    <Tooltip>
      <TooltipTrigger className="cursor-help text-muted-foreground text-xs underline decoration-dotted underline-offset-2">
        {t("notAvailable")}
      </TooltipTrigger>
      <TooltipContent>{reason}</TooltipContent>
    </Tooltip>
  );
}

type IntervalProps = { low: number | null; high: number | null; value: number; n: number };

function Interval({ low, high, value, n }: IntervalProps) {
  const t = useTranslations("compare");
  const format = useFormat();
  if (low === null || high === null) return <span className="text-muted-foreground text-xs">{t("n", { n })}</span>;
  const label = t("interval", { low: format.percent(low), high: format.percent(high), n });
  return (
    <span className="flex items-center gap-1.5 text-muted-foreground text-xs" title={label}>
      <svg viewBox="0 0 100 8" className="h-2 w-16 shrink-0" preserveAspectRatio="none" role="img" aria-label={label}>
        <line x1="0" x2="100" y1="4" y2="4" stroke="var(--border)" strokeWidth="2" />
        <line x1={low * 100} x2={high * 100} y1="4" y2="4" stroke="var(--muted-foreground)" strokeWidth="4" />
        <line x1={value * 100} x2={value * 100} y1="0" y2="8" stroke="var(--foreground)" strokeWidth="3" />
      </svg>
      {t("n", { n })}
    </span>
  );
}

function DifferenceText({ difference: { text, amount, isBetter } }: { difference: Difference }) {
  const t = useTranslations("compare");
  const format = useFormat();
  const sign = amount > 0 ? "+" : amount < 0 ? "−" : "±";
  const size = Math.abs(amount);
  const shown = text === "points" ? t("points", { value: format.number(size * 100, 1) }) : format.percent(size, 0);
  const tone = isBetter === null ? "text-muted-foreground" : isBetter ? "text-success" : "text-destructive";
  return (
    <span className={cn("text-xs", tone)}>
      <span aria-hidden>{isBetter === null ? "" : isBetter ? "▲ " : "▼ "}</span>
      {sign}
      {shown}
      {isBetter !== null && <span className="sr-only"> {isBetter ? t("better") : t("worse")}</span>}
    </span>
  );
}
