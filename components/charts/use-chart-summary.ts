"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatX } from "./axis";
import type { Panel } from "./panels";
import type { ChartLine } from "./series-lines";
import { formatUnit } from "./unit-format";

/** A panel's lines in a few sentences, for those who do not see them. */
export function useChartSummary(): (panel: Panel) => string {
  const t = useTranslations("run.curves");
  const locale = useLocale();
  return (panel) => {
    const xOf = (x: number) => `${t(panel.axis)} ${formatX(x, panel.axis, locale)}`;
    const lineOf = ({ label, raw }: ChartLine) => {
      const points = raw.flatMap(([x, y]) => (y === null ? [] : [{ x, y }]));
      const [first, last] = [points[0], points.at(-1)];
      if (first === undefined || last === undefined) return t("summary.empty", { name: label });
      const value = (y: number) => formatUnit(y, panel.unit, locale);
      const values = points.map(({ y }) => y);
      return t("summary.line", {
        name: label,
        first: value(first.y),
        last: value(last.y),
        low: value(values.reduce((least, y) => Math.min(least, y))),
        high: value(values.reduce((most, y) => Math.max(most, y))),
        count: points.length,
        from: xOf(first.x),
        to: xOf(last.x),
      });
    };
    const title = panel.kind === "other" ? panel.key : t(`panel.${panel.kind}.title`);
    const resumed =
      panel.resumedAt.length > 0 ? [t("summary.resumed", { places: panel.resumedAt.map(xOf).join(", ") })] : [];
    return t("summary.chart", { title, lines: [...panel.lines.map(lineOf), ...resumed].join(" ") });
  };
}
