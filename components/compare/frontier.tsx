"use client";

import { useLocale, useTranslations } from "next-intl";
import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from "recharts";
import type { Evaluation } from "../../server/contract/evaluation";
import { formatBytes, formatDuration, formatPercent } from "../../server/contract/format";
import { subjectColor } from "../lib/series-colors";
import { keyboardStop } from "../ui/use-scroll-stop";
import { type Column, evaluationOf } from "./columns";
import type { frontierAxes } from "./use-compare-state";

export type FrontierAxis = (typeof frontierAxes)[number];
type FrontierProps = {
  dataset: string;
  columns: readonly Column[];
  evaluations: readonly Evaluation[];
  axis: FrontierAxis;
  showRunNames: boolean;
};

type Point = { label: string; x: number; y: number; color: string };
const tick = { fontSize: 11, fill: "var(--muted-foreground)" };

/** Quality (first metric) against latency, size, host or GPU memory: what was lost and what was won on the way from teacher to quantised student. */
export function Frontier({ dataset, columns, evaluations, axis, showRunNames }: FrontierProps) {
  const t = useTranslations("compare");
  const locale = useLocale();
  const points = columns.flatMap((column): Point[] => {
    const evaluation = evaluationOf(evaluations, column, dataset);
    const y = evaluation === undefined ? null : (Object.values(evaluation.scores)[0]?.value ?? null);
    const x = evaluation === undefined ? null : xOf(evaluation, axis);
    if (x === null || y === null) return [];
    const label = showRunNames ? `${column.subject} · #${column.runNumber}` : column.subject;
    return [{ label, x, y, color: subjectColor(column.subject) }];
  });
  const formatX = (value: number) => (axis === "latency" ? formatDuration(value, locale) : formatBytes(value, locale));
  const summary = `${t("frontier.summary")}: ${points.map(({ label, x, y }) => `${label} ${formatPercent(y, locale)}, ${formatX(x)}`).join("; ")}`;
  if (points.length === 0)
    return <p className="p-6 text-center text-muted-foreground text-sm">{t("frontier.empty")}</p>;
  return (
    <figure className="rounded-lg border bg-card p-3">
      <div className="h-64" role="img" aria-label={summary} {...keyboardStop}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 560, height: 256 }}>
          <ScatterChart margin={{ top: 12, right: 24, bottom: 4, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--border)" />
            <XAxis
              dataKey="x"
              type="number"
              domain={[0, "auto"]}
              tick={tick}
              tickLine={false}
              tickFormatter={formatX}
              minTickGap={40}
            />
            <YAxis
              dataKey="y"
              type="number"
              domain={[0, 1]}
              tick={tick}
              tickLine={false}
              width={48}
              tickFormatter={(value: number) => formatPercent(value, locale, 0)}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ payload }) => {
                const point: Point | undefined = payload?.[0]?.payload;
                return point === undefined ? null : (
                  <div className="rounded-md border bg-popover px-2.5 py-1.5 text-xs shadow-md">
                    <p className="font-medium">{point.label}</p>
                    <p className="text-muted-foreground">
                      {formatPercent(point.y, locale)} · {formatX(point.x)}
                    </p>
                  </div>
                );
              }}
            />
            {points.map((point) => (
              <Scatter
                key={point.label}
                name={point.label}
                data={[point]}
                fill={point.color}
                isAnimationActive={false}
              />
            ))}
          </ScatterChart>
        </ResponsiveContainer>
      </div>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs" aria-hidden>
        {points.map(({ label, color }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: color }} />
            {label}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function xOf(evaluation: Evaluation, axis: FrontierAxis): number | null {
  if (axis === "latency") return evaluation.latencyMs.p50;
  if (axis === "gpuMemory") return evaluation.peakGpuMemoryBytes;
  return axis === "size" ? evaluation.sizeBytes : evaluation.peakMemoryBytes;
}
