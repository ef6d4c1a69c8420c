/** What an earlier stage worked through, and how long it took, start included. */
export type TimePoint = { units: number; durationMs: number };

/** `fixedMs` is what a stage takes to start and to save, apart from its units; null where no two earlier ones of different size tell it. */
export type TimeFit = { estimateMs: number; unitMs: number; fixedMs: number | null };

/**
 * The time of `now` units by least squares over earlier stages, so that the start counts once however many units there are.
 * Where all had one size it is counted in with the units. Null without any. Pure.
 */
export function fitTime(points: readonly TimePoint[], now: number): TimeFit | null {
  const [latest] = points;
  if (latest === undefined) return null;
  const mean = (of: (point: TimePoint) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanUnits, meanMs] = [mean(({ units }) => units), mean(({ durationMs }) => durationMs)];
  const spread = mean(({ units }) => (units - meanUnits) ** 2);
  const slope = mean(({ units, durationMs }) => (units - meanUnits) * (durationMs - meanMs)) / spread;
  const fixedMs = meanMs - slope * meanUnits;
  // Noise alone can make a larger stage the quicker one, or the start shorter than nothing.
  if (spread === 0 || slope <= 0 || fixedMs < 0) {
    const unitMs = latest.durationMs / latest.units;
    return { estimateMs: unitMs * now, unitMs, fixedMs: null };
  }
  return { estimateMs: fixedMs + slope * now, unitMs: slope, fixedMs };
}
