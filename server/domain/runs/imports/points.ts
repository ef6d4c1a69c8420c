import type { NewPoint } from "../../results/metrics/append";
import type { Reading, Section } from "./split";

/**
 * When each attempt of a log began. The last one's beginning follows from when the log was written and the seconds that
 * it counts; an earlier one's from `writerStarts` where there is one of every attempt, else it ended at the latest when
 * the next began. Null where nothing tells. Pure.
 */
export function startTimes(
  sections: Section[],
  lastStartMs: number | null,
  writerStarts: (number | null)[],
): (number | null)[] {
  const total = sections.at(-1)?.attempt ?? 0;
  const starts: (number | null)[] = [];
  let next = lastStartMs;
  for (const [index, { state, attempt, readings }] of [...sections].reverse().entries()) {
    const isLast = index === 0;
    const told = readings[0]?.atMs ?? (writerStarts.length === total ? (writerStarts[attempt - 1] ?? null) : null);
    const own = told ?? (isLast || next === null || state.elapsedMs === null ? null : next - state.elapsedMs);
    next = state.startMs ?? (isLast ? next : own);
    starts.unshift(next);
  }
  return starts;
}

/** The points of an attempt. A point's time is what the file tells of it, else the attempt's beginning and its seconds, else `latestMs`, by which it was surely written. */
export function pointsOf(readings: Reading[], startMs: number | null, latestMs: number): NewPoint[] {
  return readings.flatMap(({ values, step, atMs, elapsedMs }) => {
    const counted = startMs === null || elapsedMs === null ? latestMs : startMs + elapsedMs;
    return Object.entries(values).map(([key, value]) => ({ key, step: step ?? 0, atMs: atMs ?? counted, value }));
  });
}
