import type { TimeRange } from "./time-range";

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
  const units = unitsOf(locale);
  if (ms < 1) return `${formatNumber(ms, locale, 2)} ${units.ms}`;
  if (ms < 1_000) return `${formatNumber(ms, locale, ms < 10 ? 1 : 0)} ${units.ms}`;
  if (ms < 10_000) return `${formatNumber(ms / 1_000, locale, 1)} ${units.s}`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} ${units.s}`;
  if (seconds < 3_600) return joined(Math.floor(seconds / 60), units.min, seconds % 60, units.s);
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return joined(Math.floor(minutes / 60), units.h, minutes % 60, units.min);
  const hours = Math.round(minutes / 60);
  return joined(Math.floor(hours / 24), units.d, hours % 24, units.h);
}

/** An expected time such as `4–6 min`, in the unit of its longer end. */
export function formatTimeRange({ lowMs, highMs }: Pick<TimeRange, "lowMs" | "highMs">, locale: string): string {
  const [unit, unitMs] = rangeUnits.find(([, ms]) => highMs < 100 * ms) ?? longestUnit;
  const [low, high] = [Math.max(0, lowMs / unitMs), Math.max(1, highMs / unitMs)];
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: unit === "h" && high < 10 ? 1 : 0 });
  const [one, other] = [format.format(low), format.format(high)];
  return `${one === other ? other : format.formatRange(low, high)} ${unitsOf(locale)[unit]}`;
}

const longestUnit = ["d", 86_400_000] as const;
const rangeUnits = [["s", 1_000], ["min", 60_000], ["h", 3_600_000], longestUnit] as const;

function unitsOf(locale: string) {
  return locale.startsWith("zh") ? chineseUnits : englishUnits;
}

const englishUnits = { ms: "ms", s: "s", min: "min", h: "h", d: "d" };
const chineseUnits = { ms: "毫秒", s: "秒", min: "分", h: "小时", d: "天" };

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A number with at most `digits` decimals. */
export function formatNumber(value: number, locale: string, digits = 2): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** A fraction (0–1) as percent. */
export function formatPercent(fraction: number, locale: string, digits = 1): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits }).format(fraction);
}
