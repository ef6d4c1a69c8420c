"use client";

import { useTranslations } from "next-intl";
import { Slider } from "radix-ui";
import { type Axis, placeAt, shareOn } from "../logic/axes";

const steps = 100;

type AxisBrushProps = {
  axis: Axis;
  label: string;
  textOf: (place: number) => string;
  ends: [number, number] | undefined;
  /** Null takes the mark away. */
  onChange: (ends: [number, number] | null) => void;
};

/** Two handles on an axis between which trials are kept, for pointer and keyboard; Escape takes the mark away. */
export function AxisBrush({ axis, label, textOf, ends, onChange }: AxisBrushProps) {
  const t = useTranslations("sweep.parallel");
  const [low, high] = ends ?? axis.domain;
  const value = [low, high].map((place) => Math.min(steps, Math.max(0, shareOn(axis, place) * steps)));
  return (
    <Slider.Root
      orientation="vertical"
      className="group relative flex h-full w-6 touch-none justify-center select-none"
      min={0}
      max={steps}
      step={1}
      value={value}
      onValueChange={([from = 0, to = steps]) => onChange([placeAt(axis, from / steps), placeAt(axis, to / steps)])}
      onKeyDown={(event) => event.key === "Escape" && onChange(null)}
    >
      <Slider.Track className="relative h-full w-3 grow cursor-row-resize">
        <Slider.Range
          className={
            ends === undefined ? "absolute w-full" : "absolute w-full rounded-sm border border-primary/60 bg-primary/20"
          }
        />
      </Slider.Track>
      {(["lowest", "highest"] as const).map((end, index) => (
        <Slider.Thumb
          key={end}
          aria-label={t(end, { axis: label })}
          aria-valuetext={textOf(index === 0 ? low : high)}
          className="relative block h-px w-4 cursor-ns-resize rounded-sm bg-foreground outline-none before:absolute before:-inset-x-1 before:-inset-y-2 after:absolute after:-inset-x-0.5 after:-inset-y-[3px] after:rounded-sm after:border after:border-foreground/70 after:bg-card focus-visible:after:outline-2 focus-visible:after:outline-ring"
        />
      ))}
    </Slider.Root>
  );
}
