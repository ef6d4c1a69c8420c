"use client";

import { useTranslations } from "next-intl";
import { valueText } from "../../../server/contract/recipe/sweep-names";
import type { SweepTrialRow } from "../../../server/contract/sweep";
import { Button } from "../../ui/button";
import { type Axis, shareOn, ticksOf } from "../logic/axes";
import { type Brushes, withBrush } from "../logic/brush";
import { useMeasureText } from "../use-measure-text";
import { AxisBrush } from "./axis-brush";
import { type Frame, TrialLines } from "./trial-lines";
import { useWidth } from "./use-width";

type ParallelCoordinatesProps = {
  axes: readonly Axis[];
  nameOf: (axis: Axis) => string;
  trials: readonly SweepTrialRow[];
  within: readonly boolean[];
  brushes: Brushes;
  onBrushes: (brushes: Brushes) => void;
  colors: readonly string[];
  best: number | null;
  hovered: number | null;
  onHover: (index: number | null) => void;
};

const height = 300;
const top = 44;
const bottom = height - 14;
const sidePx = 64;
const axisPx = 120;

/** Every trial as a line over the varied keys and the figures; marks on the axes filter the trials. */
export function ParallelCoordinates(props: ParallelCoordinatesProps) {
  const { axes, nameOf, trials, within, brushes, onBrushes, colors, best, hovered, onHover } = props;
  const t = useTranslations("sweep.parallel");
  const textOf = useTickText();
  const [box, boxWidth] = useWidth<HTMLDivElement>();
  const width = Math.max(boxWidth, sidePx * 2 + (axes.length - 1) * axisPx);
  const gap = axes.length > 1 ? (width - 2 * sidePx) / (axes.length - 1) : 0;
  const frame: Frame = { width, height, top, bottom, xs: axes.map((_, index) => sidePx + index * gap) };
  const kept = within.filter(Boolean).length;
  return (
    <figure className="min-w-0 rounded-lg border bg-card p-3">
      <figcaption className="mb-1 flex min-h-8 flex-wrap items-center justify-between gap-2 text-muted-foreground text-xs">
        <span>{t("explain")}</span>
        {brushes.size > 0 && (
          <span className="flex items-center gap-2">
            <span role="status">{t("kept", { kept, total: trials.length })}</span>
            <Button variant="outline" size="sm" onClick={() => onBrushes(new Map())}>
              {t("clear")}
            </Button>
          </span>
        )}
      </figcaption>
      <div ref={box} className="overflow-x-auto">
        <div className="relative" style={{ width, height }}>
          <svg width={width} height={height} className="absolute inset-0" aria-hidden>
            <TrialLines {...{ axes, trials, frame, within, colors, best, hovered, onHover }} />
            {axes.map((axis, index) => (
              <AxisLines key={axis.id} axis={axis} x={frame.xs[index] ?? 0} name={nameOf(axis)} textOf={textOf} />
            ))}
          </svg>
          {axes.map((axis, index) => (
            <div
              key={axis.id}
              className="absolute"
              style={{ left: (frame.xs[index] ?? 0) - 12, top, height: bottom - top }}
            >
              <AxisBrush
                axis={axis}
                label={nameOf(axis)}
                textOf={(place) => textOf(axis, place)}
                ends={brushes.get(axis.id)}
                onChange={(ends) => onBrushes(withBrush(brushes, axis, ends))}
              />
            </div>
          ))}
        </div>
      </div>
    </figure>
  );
}

function useTickText(): (axis: Axis, place: number) => string {
  const text = useMeasureText();
  return (axis, place) => {
    if (axis.categories !== null) return axis.categories[Math.round(place)] ?? "";
    return axis.measure === null ? valueText(Number(place.toPrecision(3))) : text.value(axis.measure, place);
  };
}

type AxisLinesProps = { axis: Axis; x: number; name: string; textOf: (axis: Axis, place: number) => string };

const maxName = 20;

function AxisLines({ axis, x, name, textOf }: AxisLinesProps) {
  const short = name.length > maxName ? `${name.slice(0, maxName - 1)}…` : name;
  return (
    <g>
      <title>{axis.measure === null ? axis.id : name}</title>
      <text x={x} y={16} textAnchor="middle" fontSize={11} fontWeight={600} fill="var(--foreground)">
        {short}
      </text>
      <line x1={x} x2={x} y1={top} y2={bottom} stroke="var(--border)" strokeWidth={2} />
      {ticksOf(axis).map((place) => {
        const y = bottom - shareOn(axis, place) * (bottom - top);
        return (
          <g key={place}>
            <line x1={x - 3} x2={x + 3} y1={y} y2={y} stroke="var(--muted-foreground)" />
            <text
              x={x + 14}
              y={y + 3.5}
              fontSize={10}
              fill="var(--muted-foreground)"
              stroke="var(--card)"
              strokeWidth={3}
              paintOrder="stroke"
            >
              {textOf(axis, place).slice(0, maxName)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
