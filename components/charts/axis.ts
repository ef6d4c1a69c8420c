import type { ChartLine, XAxisKind } from "./series-lines";

/** The y range of lines with a little air; for `isLog` whole powers of ten around the positive values. Null when nothing can be drawn. */
export function yDomain(lines: readonly ChartLine[], isLog: boolean, startAtZero = false): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { raw } of lines) {
    for (const [, y] of raw) {
      if (y === null || !Number.isFinite(y) || (isLog && y <= 0)) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  if (low > high) return null;
  if (isLog) return logDomain(low, high);
  if (startAtZero && low >= 0) return [0, high === 0 ? 1 : high * 1.05];
  const air = high === low ? Math.abs(high) * 0.1 || 1 : (high - low) * 0.05;
  return [low >= 0 ? Math.max(0, low - air) : low - air, high + air];
}

function logDomain(low: number, high: number): [number, number] {
  const from = 10 ** Math.floor(Math.log10(low));
  const to = 10 ** Math.ceil(Math.log10(high));
  return from === to ? [from, to * 10] : [from, to];
}

/** Powers of ten in a log range, thinned to at most `limit`. */
export function logTicks([low, high]: readonly [number, number], limit = 7): number[] {
  const from = Math.round(Math.log10(low));
  const to = Math.round(Math.log10(high));
  const stride = Math.max(1, Math.ceil((to - from) / (limit - 1)));
  const ticks: number[] = [];
  for (let exponent = from; exponent <= to; exponent += stride) ticks.push(10 ** exponent);
  return ticks;
}

/** About four round numbers of KiB, MiB or GiB in a range that begins at 0. */
export function byteTicks([, high]: readonly [number, number]): number[] {
  const unit = 1024 ** Math.max(0, Math.floor(Math.log2(high) / 10));
  const rough = high / unit / 4;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const stride = decade * ([1, 2, 2.5, 5].find((factor) => factor * decade >= rough) ?? 10) * unit;
  return Array.from({ length: Math.floor(high / stride) + 1 }, (_, index) => index * stride);
}

/** The x range of lines from their first to their last point; never empty. */
export function xDomain(lines: readonly ChartLine[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { raw } of lines) {
    const first = raw[0]?.[0];
    const last = raw.at(-1)?.[0];
    if (first === undefined || last === undefined) continue;
    low = Math.min(low, first);
    high = Math.max(high, last);
  }
  if (low > high) return [0, 1];
  return low === high ? [low, low + 1] : [low, high];
}

/** A short tick such as `1.2k`, `0.03` or `2e-5`. */
export function formatTick(value: number, locale: string): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-3) return value.toExponential(1).replace(".0e", "e");
  return new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 }).format(value);
}

/** Seconds as `m:ss` or `h:mm:ss`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** How x is written: steps as numbers, time as a clock. */
export function formatX(x: number, axis: XAxisKind, locale: string): string {
  return axis === "time" ? formatClock(x) : new Intl.NumberFormat(locale).format(Math.round(x * 100) / 100);
}
