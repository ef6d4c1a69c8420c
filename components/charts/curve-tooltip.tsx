"use client";

import { useLocale } from "next-intl";
import { formatX } from "./axis";
import { type ChartLine, nearestPoint, type XAxisKind } from "./series-lines";

type CurveTooltipProps = {
  active?: boolean;
  label?: string | number;
  lines: readonly ChartLine[];
  axis: XAxisKind;
  range: readonly [number, number];
  xLabel: string;
  formatValue: (value: number) => string;
};

/** The value of every line nearest to the pointer; lines that have no point within 3 % of the axis are left out. */
export function CurveTooltip({ active, label, lines, axis, range, xLabel, formatValue }: CurveTooltipProps) {
  const locale = useLocale();
  const x = Number(label);
  if (!active || Number.isNaN(x)) return null;
  const reach = Math.max((range[1] - range[0]) * 0.03, 1e-9);
  const shown = lines.flatMap((line) => {
    const raw = nearestPoint(line.raw, x);
    const drawn = nearestPoint(line.drawn, x);
    return raw === null || Math.abs(raw[0] - x) > reach ? [] : [{ line, raw: raw[1], drawn: drawn?.[1] ?? null }];
  });
  if (shown.length === 0) return null;
  return (
    <div className="rounded-md border bg-popover px-2.5 py-1.5 text-popover-foreground text-xs shadow-md">
      <div className="mb-1 text-muted-foreground">
        {xLabel} {formatX(x, axis, locale)}
      </div>
      {shown.map(({ line, raw, drawn }) => (
        <div key={line.id} className="flex items-center gap-2">
          <span aria-hidden className="h-0.5 w-3" style={{ backgroundColor: line.color }} />
          <span className="max-w-56 truncate">{line.label}</span>
          <span className="ml-auto pl-3 font-medium tabular-nums">{raw === null ? "NaN" : formatValue(raw)}</span>
          {line.raw !== line.drawn && drawn !== null && (
            <span className="text-muted-foreground tabular-nums">≈ {formatValue(drawn)}</span>
          )}
        </div>
      ))}
    </div>
  );
}
