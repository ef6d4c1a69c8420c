import type { MetricPoint } from "../../../contract/metric";

/**
 * Thins a series to at most `limit` points: first and last stay, and of each bucket the lowest and the highest value and
 * every gap (null), so that no spike and no NaN disappears. Returns the input when it is short enough.
 */
export function decimate(points: MetricPoint[], limit: number): MetricPoint[] {
  if (points.length <= limit) return points;
  const buckets = Math.max(1, Math.floor((limit - 2) / 3));
  const inner = points.length - 2;
  const kept = new Set<number>([0, points.length - 1]);
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = 1 + Math.floor((bucket * inner) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    for (const index of extremes(points, from, to)) kept.add(index);
  }
  return points.filter((_, index) => kept.has(index));
}

function extremes(points: MetricPoint[], from: number, to: number): number[] {
  let low = -1;
  let high = -1;
  let gap = -1;
  for (let index = from; index < to; index += 1) {
    const value = points[index]?.[2] ?? null;
    if (value === null) gap = index;
    else {
      if (low === -1 || value < (points[low]?.[2] ?? value)) low = index;
      if (high === -1 || value > (points[high]?.[2] ?? value)) high = index;
    }
  }
  return [low, high, gap].filter((index) => index !== -1);
}
