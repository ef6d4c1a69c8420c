"use client";

import { Trophy } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MissingReason, SweepMean, SweepMeasure } from "../../../server/contract/sweep";
import { cn } from "../../lib/cn";
import { Tooltip, TooltipContent, TooltipTrigger } from "../../ui/tooltip";
import { useMeasureText } from "../use-measure-text";

/** Why there is no figure, on hover and focus. */
export function MissingFigure({ reason }: { reason: MissingReason }) {
  const t = useTranslations("sweep.missing");
  const common = useTranslations("common");
  return (
    <Tooltip>
      <TooltipTrigger className="cursor-help rounded-sm text-muted-foreground text-xs underline decoration-dotted underline-offset-2">
        {common("notAvailable")}
        <span className="sr-only">: {t(reason)}</span>
      </TooltipTrigger>
      <TooltipContent>{t(reason)}</TooltipContent>
    </Tooltip>
  );
}

type MeanCellProps = { measure: SweepMeasure; mean: SweepMean | undefined; runs: number; isBest: boolean };

/** The figure of a trial; over several runs their mean ± standard deviation and how many have it. */
export function MeanCell({ measure, mean, runs, isBest }: MeanCellProps) {
  const t = useTranslations("sweep");
  const text = useMeasureText();
  if (mean === undefined || mean.mean === null) return <MissingFigure reason={mean?.reason ?? "waiting"} />;
  return (
    <span className={cn("inline-flex items-baseline gap-1 whitespace-nowrap", isBest && "font-semibold")}>
      {text.value(measure, mean.mean)}
      {mean.std !== null && <span className="text-muted-foreground">± {text.value(measure, mean.std)}</span>}
      {runs > 1 && <span className="text-muted-foreground text-xs">{t("n", { n: mean.n })}</span>}
      {isBest && <Trophy className="size-3 self-center text-primary" aria-label={t("best")} />}
    </span>
  );
}
