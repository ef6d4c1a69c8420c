const byteUnits = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** A size in binary units with three significant digits, such as `1.25 GiB`. */
export function formatBytes(bytes: number, locale: string): string {
  const exponent = Math.min(
    byteUnits.length - 1,
    Math.max(0, Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10)),
  );
  const value = bytes / 1024 ** exponent;
  const digits = exponent === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${formatNumber(value, locale, digits)} ${byteUnits[exponent]}`;
}

/** A time span in ms: milliseconds below a second, else the two largest units, such as `3 min 12 s`. */
export function formatDuration(ms: number, locale: string): string {
  if (ms < 0) return formatDuration(0, locale);
  if (ms < 1) return `${formatNumber(ms, locale, 2)} ms`;
  if (ms < 1_000) return `${formatNumber(ms, locale, ms < 10 ? 1 : 0)} ms`;
  if (ms < 10_000) return `${formatNumber(ms / 1_000, locale, 1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return joined(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return joined(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(minutes / 60);
  return joined(Math.floor(hours / 24), "d", hours % 24, "h");
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A number with at most `digits` decimals. */
export function formatNumber(value: number, locale: string, digits = 2): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** A number with `digits` significant digits; very small and very large ones in scientific notation, as learning rates are read. */
export function formatSignificant(value: number, locale: string, digits = 4): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7))
    return value.toExponential(Math.min(digits - 1, 3)).replace(/\.?0+e/, "e");
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }).format(value);
}

/** A fraction (0–1) as percent. */
export function formatPercent(fraction: number, locale: string, digits = 1): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits }).format(fraction);
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
