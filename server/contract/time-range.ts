import { z } from "zod";

/** A time in ms that is expected, between what it takes at best and at worst by what was measured. */
export const timeRangeSchema = z.object({ lowMs: z.number(), estimateMs: z.number(), highMs: z.number() });
export type TimeRange = z.infer<typeof timeRangeSchema>;

/** Times that follow each other; bad ones are bad for a common reason, mostly a busy machine, so that their margins add up. */
export function sumTimes(ranges: readonly TimeRange[]): TimeRange {
  const sum = (of: (range: TimeRange) => number) => ranges.reduce((total, range) => total + of(range), 0);
  return {
    lowMs: sum(({ lowMs }) => lowMs),
    estimateMs: sum(({ estimateMs }) => estimateMs),
    highMs: sum(({ highMs }) => highMs),
  };
}

/** What is left of a time of which `elapsedMs` have gone by; null once it takes longer than it took at worst. */
export function restOf({ lowMs, estimateMs, highMs }: TimeRange, elapsedMs: number): TimeRange | null {
  if (elapsedMs > highMs) return null;
  const left = (ms: number) => Math.max(0, ms - elapsedMs);
  // Beyond what was expected, the middle of what may be left.
  const expectedMs = elapsedMs < estimateMs ? left(estimateMs) : left(highMs) / 2;
  return { lowMs: left(lowMs), estimateMs: expectedMs, highMs: left(highMs) };
}
