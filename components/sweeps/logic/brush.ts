import type { Axis } from "./axes";

/** What a person marked on axes, by their ids: from the lowest place to the highest, both included. */
export type Brushes = ReadonlyMap<string, [number, number]>;

const separator = "~";

/** Marks as they stand in the address, such as `training.learningRate~0.0001~0.001`. */
export function writeBrushes(brushes: Brushes): string[] {
  return [...brushes].map(([id, ends]) => [id, ...ends.map((end) => Number(end.toPrecision(6)))].join(separator));
}

/** Marks from the address; what is none is left out. */
export function readBrushes(texts: readonly string[]): Brushes {
  return new Map(
    texts.flatMap((text): [string, [number, number]][] => {
      const [id = "", low, high] = text.split(separator);
      const ends: [number, number] = [Number(low), Number(high)];
      return id !== "" && low !== undefined && high !== undefined && ends.every(Number.isFinite) ? [[id, ends]] : [];
    }),
  );
}

/** The marks with another one on an axis; null, or the whole axis, takes it away. */
export function withBrush(brushes: Brushes, axis: Axis, ends: [number, number] | null): Brushes {
  const next = new Map(brushes);
  const [low, high] = axis.domain;
  if (ends === null || (ends[0] <= low && ends[1] >= high)) next.delete(axis.id);
  else next.set(axis.id, ends);
  return next;
}

/** For every trial whether it lies within all marks; one without a place on a marked axis does not. */
export function isWithin(axes: readonly Axis[], brushes: Brushes, count: number): boolean[] {
  const marked = axes.flatMap((axis) => {
    const ends = brushes.get(axis.id);
    return ends === undefined ? [] : [{ axis, ends }];
  });
  return Array.from({ length: count }, (_, trial) =>
    marked.every(({ axis, ends: [low, high] }) => {
      const place = axis.places[trial] ?? null;
      // The address keeps six digits.
      const slack = Math.abs(axis.domain[1] - axis.domain[0]) * 1e-6;
      return place !== null && place >= low - slack && place <= high + slack;
    }),
  );
}
