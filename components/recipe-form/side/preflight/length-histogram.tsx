"use client";

import { useTranslations } from "next-intl";
import type { DataReport } from "../../../../server/contract/preflight";
import { cn } from "../../../lib/cn";
import { useFormat } from "../../../lib/use-format";
import { lengthHistogram } from "../../logic/preflight-view";

type LengthHistogramProps = { tokens: NonNullable<DataReport["tokens"]>; maxLength: number };

/** Rows by number of tokens, with the longest sequence as a line; what lies behind it is cut off. */
export function LengthHistogram({ tokens, maxLength }: LengthHistogramProps) {
  const t = useTranslations("preflight.data");
  const format = useFormat();
  const { bars, limitShare } = lengthHistogram(tokens, maxLength);
  const summary = t("lengths", {
    mean: format.number(tokens.mean, 0),
    p95: format.number(tokens.p95, 0),
    max: format.number(tokens.max, 0),
  });
  return (
    <figure className="grid gap-1">
      <div role="img" aria-label={summary} className="relative flex h-14 items-end gap-px border-b">
        {bars.map(({ from, to, rows, height, isCut }) => (
          <div
            key={from}
            title={t("bar", { from, to: to - 1, rows })}
            className={cn("min-w-0 flex-1 rounded-t-[2px]", isCut ? "bg-warning" : "bg-series-1")}
            style={{ height: rows === 0 ? 0 : `max(2px, ${height * 100}%)` }}
          />
        ))}
        {limitShare !== null && (
          <div
            className="absolute inset-y-0 w-0.5 bg-destructive"
            style={{ left: `min(calc(100% - 2px), ${limitShare * 100}%)` }}
          />
        )}
      </div>
      <div className="flex justify-between text-muted-foreground tabular-nums" aria-hidden>
        <span>{format.number(bars[0]?.from ?? 0)}</span>
        <span>{format.number((bars.at(-1)?.to ?? 1) - 1)}</span>
      </div>
      <figcaption className="grid gap-0.5 leading-relaxed">
        <span>{summary}</span>
        <span className={cn(tokens.truncatedShare > 0 && "text-warning")}>
          {limitShare === null && tokens.truncatedShare === 0
            ? t("allFit", { maxLength })
            : t("truncated", { share: format.percent(tokens.truncatedShare), maxLength })}
        </span>
      </figcaption>
    </figure>
  );
}
