import type { DataReport, MemoryEstimate, MemoryPart, PairVerdict } from "../../../server/contract/preflight";

/** The colour of a verdict's badge. */
export type Tone = "success" | "warning" | "destructive" | "muted";

export const pairTones: Record<PairVerdict, Tone> = {
  same: "success",
  padded: "warning",
  different: "destructive",
  unknown: "muted",
};

export const memoryTones: Record<MemoryEstimate["verdict"], Tone> = {
  fits: "success",
  tight: "warning",
  exceeds: "destructive",
  unknown: "muted",
};

/** The colour that a part of memory has in every bar, as a CSS value. */
export const partColors: Record<MemoryPart["key"], string> = {
  base: "var(--muted-foreground)",
  "student-weights": "var(--series-1)",
  gradients: "var(--series-2)",
  optimizer: "var(--series-3)",
  activations: "var(--series-4)",
  "teacher-weights": "var(--series-5)",
  "teacher-activations": "var(--series-6)",
  logits: "var(--series-7)",
  "rollout-cache": "var(--series-8)",
};

export type MemoryBar = {
  parts: (MemoryPart & { share: number })[];
  /** Where the free memory ends, as a share of the bar; null where it is unknown or the bar ends there. */
  limitShare: number | null;
};

/** The parts as shares (0 to 1) of a bar that is as long as the estimate or the free memory, whichever is more. */
export function memoryBar({ parts, estimateBytes, availableBytes }: MemoryEstimate): MemoryBar {
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
  const length = Math.max(sum, estimateBytes ?? 0, availableBytes ?? 0, 1);
  const limitShare = availableBytes !== null && availableBytes < length ? availableBytes / length : null;
  return {
    parts: parts.filter(({ bytes }) => bytes > 0).map((part) => ({ ...part, share: part.bytes / length })),
    limitShare,
  };
}

export type LengthHistogram = {
  /** `height` is 0 to 1; `isCut` is true where all rows of the bar are longer than the longest sequence. */
  bars: { from: number; to: number; rows: number; height: number; isCut: boolean }[];
  /** Where the longest sequence lies, as a share of the width; null when it is longer than every row. */
  limitShare: number | null;
};

/** The token lengths as bars with the place of the longest sequence. */
export function lengthHistogram(tokens: NonNullable<DataReport["tokens"]>, maxLength: number): LengthHistogram {
  const most = Math.max(1, ...tokens.histogram.map(({ rows }) => rows));
  const bars = tokens.histogram.map((bar) => ({ ...bar, height: bar.rows / most, isCut: bar.from >= maxLength }));
  const place = bars.findIndex(({ to }) => maxLength < to);
  const bar = bars[place];
  if (bar === undefined) return { bars, limitShare: null };
  const inside = Math.max(0, (maxLength - bar.from) / Math.max(1, bar.to - bar.from));
  return { bars, limitShare: (place + inside) / bars.length };
}
