import { formatNumber } from "../../server/contract/format";

/** A number with `digits` significant digits; very small and very large ones in scientific notation, as learning rates are read. */
export function formatSignificant(value: number, locale: string, digits = 4): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7))
    return value.toExponential(Math.min(digits - 1, 3)).replace(/\.?0+e/, "e");
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }).format(value);
}

/** A change as percent with its sign, such as `+4.2%`. */
export function formatSignedPercent(fraction: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  }).format(fraction);
}

/** A ratio such as `2.4×`. */
export function formatRatio(ratio: number, locale: string): string {
  return `${formatNumber(ratio, locale, Math.abs(ratio) >= 10 ? 1 : 2)}×`;
}

const relativeSteps = [
  { unit: "second", ms: 1_000, below: 60_000 },
  { unit: "minute", ms: 60_000, below: 3_600_000 },
  { unit: "hour", ms: 3_600_000, below: 86_400_000 },
  { unit: "day", ms: 86_400_000, below: 30 * 86_400_000 },
  { unit: "month", ms: 30 * 86_400_000, below: 365 * 86_400_000 },
  { unit: "year", ms: 365 * 86_400_000, below: Number.POSITIVE_INFINITY },
] as const;

/** How long ago (or ahead) a moment is, in words; both in epoch ms. */
export function formatRelativeTime(atMs: number, nowMs: number, locale: string): string {
  const differenceMs = atMs - nowMs;
  const size = Math.abs(differenceMs);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (size < 5_000) return format.format(0, "second");
  for (const { unit, ms, below } of relativeSteps) {
    if (size < below) return format.format(Math.trunc(differenceMs / ms), unit);
  }
  return format.format(0, "second");
}

/** A moment (epoch ms) as date and time. */
export function formatDateTime(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(atMs);
}

/** The last part of a path or hub id: what people call a model. */
export function lastPathPart(path: string): string {
  return (
    path
      .replace(/[/\\]+$/, "")
      .split(/[/\\]/)
      .at(-1) || path
  );
}
