"use client";

import { useTranslations } from "next-intl";
import { runColor } from "../../lib/series-colors";
import { useFormat } from "../../lib/use-format";
import { sparklinePath } from "./sparkline-path";

const width = 88;
const height = 24;

/** The training loss of a run, small, in the run's colour. */
export function Sparkline({ values, runNumber }: { values: readonly number[]; runNumber: number }) {
  const t = useTranslations("experiments");
  const format = useFormat();
  const path = sparklinePath(values, width, height);
  if (path === "") {
    return (
      <span className="inline-block w-22 text-muted-foreground" title={t("noLoss")}>
        <span aria-hidden>—</span>
        <span className="sr-only">{t("noLoss")}</span>
      </span>
    );
  }
  const label = t("lossLabel", { last: format.significant(values.at(-1)) });
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={path} fill="none" stroke={runColor(runNumber)} strokeWidth={1.5} strokeLinejoin="round" />
    </svg>
  );
}
