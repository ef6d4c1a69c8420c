"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { keyboardStop } from "../ui/use-scroll-stop";
import { byteTicks, formatX, logTicks, xDomain, yDomain } from "./axis";
import { CurveTooltip } from "./curve-tooltip";
import { PanelCaption } from "./panel-caption";
import type { Panel } from "./panels";
import { mergeLines } from "./series-lines";
import { formatUnit, formatUnitTick } from "./unit-format";
import { useChartSummary } from "./use-chart-summary";

const tick = { fontSize: 11, fill: "var(--muted-foreground)" };

function ticksOf(domain: [number, number], unit: Panel["unit"], isLog: boolean): number[] | undefined {
  if (isLog) return logTicks(domain);
  return unit === "bytes" && domain[0] === 0 ? byteTicks(domain) : undefined;
}

/** One chart of fixed height; the raw line stays visible, but faint, behind a smoothed one. */
export function LinePanel({ panel, isLog }: { panel: Panel; isLog: boolean }) {
  const t = useTranslations("run.curves");
  const locale = useLocale();
  const { unit } = panel;
  const isLogHere = isLog && unit !== "bytes" && unit !== "share";
  const { rows, parts } = useMemo(() => mergeLines(panel.lines, isLogHere), [panel.lines, isLogHere]);
  const range = xDomain(panel.lines);
  const domain = yDomain(panel.lines, isLogHere, unit === "bytes");
  const summary = useChartSummary()(panel);
  const xLabel = panel.axis === "time" ? t("time") : t("step");
  return (
    <figure className="flex min-w-0 flex-col rounded-lg border bg-card p-3">
      <PanelCaption panel={panel} />
      <div className="mt-auto h-56" role="img" aria-label={summary} {...keyboardStop}>
        {domain === null ? (
          <p className="grid h-full place-items-center text-muted-foreground text-sm">{t("nothingToDraw")}</p>
        ) : (
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 224 }}>
            <LineChart data={rows} margin={{ top: 6, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
              <CartesianGrid stroke="var(--border)" vertical={false} />
              <XAxis
                dataKey="x"
                type="number"
                domain={range}
                tick={tick}
                tickLine={false}
                axisLine={{ stroke: "var(--border)" }}
                minTickGap={36}
                tickFormatter={(x: number) => formatX(x, panel.axis, locale)}
              />
              <YAxis
                width={unit === "bytes" ? 70 : 52}
                type="number"
                scale={isLogHere ? "log" : "linear"}
                domain={domain}
                ticks={ticksOf(domain, unit, isLogHere)}
                allowDataOverflow
                tick={tick}
                tickLine={false}
                axisLine={false}
                tickFormatter={(y: number) => formatUnitTick(y, unit, locale)}
              />
              <Tooltip
                isAnimationActive={false}
                cursor={{ stroke: "var(--muted-foreground)", strokeDasharray: "3 3" }}
                content={({ active, label }) => (
                  <CurveTooltip
                    active={active}
                    label={label}
                    lines={panel.lines}
                    axis={panel.axis}
                    range={range}
                    xLabel={xLabel}
                    formatValue={(value) => formatUnit(value, unit, locale)}
                  />
                )}
              />
              {panel.resumedAt.map((x) => (
                <ReferenceLine
                  key={x}
                  x={x}
                  stroke="var(--muted-foreground)"
                  strokeDasharray="2 3"
                  label={{
                    value: t("resumed"),
                    position: "insideTopLeft",
                    fontSize: 11,
                    fill: "var(--muted-foreground)",
                  }}
                />
              ))}
              {parts.map(({ dataKey, line, isRaw, isDot }) => (
                <Line
                  key={dataKey}
                  dataKey={dataKey}
                  name={line.label}
                  type="linear"
                  stroke={line.color}
                  strokeOpacity={isRaw ? 0.28 : 1}
                  strokeWidth={isRaw ? 1 : 1.75}
                  strokeDasharray={isRaw ? undefined : line.dash}
                  dot={isDot ? { r: 2.5, fill: line.color, strokeWidth: 0 } : false}
                  activeDot={isRaw ? false : { r: 3 }}
                  connectNulls
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
    </figure>
  );
}
