"use client";

import { useTranslations } from "next-intl";
import type { Headline } from "../../../server/contract/run";
import type { RunRow } from "../../../server/contract/run-list";
import { useFormat } from "../../lib/use-format";
import { Tooltip, TooltipContent, TooltipTrigger } from "../../ui/tooltip";

type HeadlineFigure = "score" | "quality" | "speed" | "size";

function headlineNumber(headline: Headline | null, figure: HeadlineFigure): number | null {
  if (headline === null) return null;
  return { score: headline.quality, quality: headline.qualityKept, speed: headline.speedUp, size: headline.sizeRatio }[
    figure
  ];
}

/** One figure of the headline, with what it means on hover and focus. */
export function HeadlineValue({ run, figure }: { run: Pick<RunRow, "headline">; figure: HeadlineFigure }) {
  const t = useTranslations("experiments");
  const format = useFormat();
  const { headline } = run;
  const value = headlineNumber(headline, figure);
  if (headline === null || value === null) {
    return (
      <span className="text-muted-foreground" title={t("quality.notYet")}>
        <span aria-hidden>—</span>
        <span className="sr-only">{t("quality.notYet")}</span>
      </span>
    );
  }
  const { subject, dataset, metric } = headline;
  const explanation = {
    quality: () =>
      t("quality.explain", {
        subject,
        dataset,
        metric,
        quality: format.percent(headline.quality),
        teacher: format.percent(headline.qualityTeacher),
        base: format.percent(headline.qualityBase),
      }),
    score: () => t("score.explain", { subject, dataset, metric }),
    speed: () => t("speed.explain", { subject, dataset }),
    size: () => t("size.explain", { subject }),
  }[figure]();
  return (
    <Tooltip>
      <TooltipTrigger className="rounded-sm font-medium underline decoration-border decoration-dotted underline-offset-4">
        {figure === "speed" ? format.ratio(value) : format.percent(value, figure === "score" ? 1 : 0)}
      </TooltipTrigger>
      <TooltipContent>{explanation}</TooltipContent>
    </Tooltip>
  );
}
