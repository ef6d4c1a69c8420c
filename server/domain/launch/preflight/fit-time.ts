import type { TimeRange } from "../../../contract/time-range";

/** What an earlier stage worked through, and how long it took, start included; `workedMs` without it, where the engine told it. */
export type TimePoint = { units: number; durationMs: number; workedMs?: number | undefined };

/** `fixedMs` is what a stage takes to start and to save, apart from its units; null where no two earlier ones of different size tell it. */
export type TimeFit = { range: TimeRange; unitMs: number; fixedMs: number | null };

/**
 * The time of `now` units, so that the start counts once however many units there are: by what the engine told of the latest
 * stage, else by least squares over earlier ones. Where all had one size it is counted in with the units. Null without any. Pure.
 */
export function fitTime(points: readonly TimePoint[], now: number): TimeFit | null {
  const [latest] = points;
  if (latest === undefined) return null;
  const { unitMs, fixedMs } = told(latest) ??
    lineThrough(points) ?? { unitMs: latest.durationMs / latest.units, fixedMs: null };
  const timeOf = (units: number) => (fixedMs ?? 0) + unitMs * units;
  const ratios = points.map(({ units, durationMs }) => durationMs / timeOf(units));
  const range = rangeAround(timeOf(now), ratios, reachOf(points, now));
  if (fixedMs !== null) return { range, unitMs, fixedMs };
  // For all that is known, the start may have taken all of it.
  const { lowMs, estimateMs, highMs } = range;
  const ends = { lowMs: Math.min(lowMs, latest.durationMs), highMs: Math.max(highMs, latest.durationMs) };
  return { range: now === latest.units ? range : { estimateMs, ...ends }, unitMs, fixedMs };
}

function told({ units, durationMs, workedMs }: TimePoint): { unitMs: number; fixedMs: number } | null {
  if (workedMs === undefined || workedMs === 0 || workedMs > durationMs) return null;
  return { unitMs: workedMs / units, fixedMs: durationMs - workedMs };
}

function lineThrough(points: readonly TimePoint[]): { unitMs: number; fixedMs: number } | null {
  const mean = (of: (point: TimePoint) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanUnits, meanMs] = [mean(({ units }) => units), mean(({ durationMs }) => durationMs)];
  const spread = mean(({ units }) => (units - meanUnits) ** 2);
  const unitMs = mean(({ units, durationMs }) => (units - meanUnits) * (durationMs - meanMs)) / spread;
  const fixedMs = meanMs - unitMs * meanUnits;
  // Noise alone can make a larger stage the quicker one, or the start shorter than nothing.
  return spread === 0 || unitMs <= 0 || fixedMs < 0 ? null : { unitMs, fixedMs };
}

/** How far `now` is from the sizes that were measured: 1 among them, 4 for four times the largest or a quarter of the smallest. */
function reachOf(points: readonly TimePoint[], now: number): number {
  const sizes = points.map(({ units }) => units);
  return Math.max(1, now / Math.max(...sizes), Math.min(...sizes) / Math.max(now, 1));
}

const singleMargin = 0.3;
const leastMargin = 0.15;
const marginPerDoubling = 0.1;

/**
 * An estimate with what it may be at best and at worst: as far off as earlier stages were (`ratios`, measured ÷ estimated), 15 % at least,
 * 30 % where one alone was measured, and 10 % more for each doubling of `reach`. A rule of thumb, no confidence interval: few are measured. Pure.
 */
export function rangeAround(estimateMs: number, ratios: readonly number[], reach = 1): TimeRange {
  const margin = (ratios.length > 1 ? leastMargin : singleMargin) + marginPerDoubling * Math.log2(reach);
  return {
    lowMs: estimateMs * Math.min(1 / (1 + margin), ...ratios),
    estimateMs,
    highMs: estimateMs * Math.max(1 + margin, ...ratios),
  };
}
