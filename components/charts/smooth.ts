import type { MetricPoint } from "../../server/contract/metric";

/**
 * Exponential moving average with the start's bias removed. `weight` (0–1) is how much of the past a step keeps; NaN
 * gaps stay gaps and the average goes on after them.
 */
export function smoothByStep(points: readonly MetricPoint[], weight: number): MetricPoint[] {
  if (weight <= 0) return [...points];
  return smooth(points, () => weight);
}

/**
 * Exponential moving average in which a point's pull fades with the distance on the step axis, so that unevenly spaced
 * or thinned points smooth alike. `weight` is what is kept over the mean distance of two points.
 */
export function smoothByDistance(points: readonly MetricPoint[], weight: number): MetricPoint[] {
  if (weight <= 0) return [...points];
  const first = points[0]?.[0] ?? 0;
  const span = (points.at(-1)?.[0] ?? 0) - first;
  const meanDistance = points.length > 1 && span > 0 ? span / (points.length - 1) : 1;
  return smooth(points, (distance) => weight ** (distance / meanDistance));
}

function smooth(points: readonly MetricPoint[], keepOver: (distance: number) => number): MetricPoint[] {
  let average = 0;
  let mass = 0;
  let lastStep: number | null = null;
  return points.map(([step, atMs, value]): MetricPoint => {
    if (value === null) return [step, atMs, null];
    const kept = lastStep === null ? 0 : Math.min(1, Math.max(0, keepOver(Math.max(0, step - lastStep))));
    const added = lastStep === null ? 1 - keepOver(1) || 1 : 1 - kept;
    average = average * kept + value * added;
    mass = mass * kept + added;
    lastStep = step;
    return [step, atMs, mass === 0 ? value : average / mass];
  });
}
