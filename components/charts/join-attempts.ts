import type { MetricPoint, MetricSeries } from "../../server/contract/metric";

/** A series of one attempt, or of several that went on from one another, with the points at which they did. */
export type JoinedSeries = MetricSeries & { resumedAt: MetricPoint[] };

const seriesKey = ({ runId, stageKey, key }: MetricSeries) => `${runId}\n${stageKey}\n${key}`;

/**
 * Makes one series of attempts that went on from a checkpoint: what the earlier one did after it gives way to the later one, and
 * the time between them is left out. An attempt that began anew stays a series of its own. Pure.
 */
export function joinAttempts(
  series: readonly MetricSeries[],
  isJoined: (entry: MetricSeries) => boolean,
): JoinedSeries[] {
  const firstSteps = firstStepsOf(series);
  const joined: JoinedSeries[] = [];
  const latest = new Map<string, number>();
  for (const entry of series) {
    const index = latest.get(seriesKey(entry));
    const before = index === undefined ? undefined : joined[index];
    const firstStep = firstSteps.get(attemptName(entry)) ?? 0;
    const isResumed = before !== undefined && isJoined(entry) && firstStep > (before.points[0]?.[0] ?? 0);
    if (before === undefined || index === undefined || !isResumed) {
      latest.set(seriesKey(entry), joined.length);
      joined.push({ ...entry, resumedAt: [] });
    } else joined[index] = append(before, entry, firstStep);
  }
  return joined;
}

function append(before: JoinedSeries, entry: MetricSeries, firstStep: number): JoinedSeries {
  const kept = before.points.filter(([step]) => step < firstStep);
  const [lastKept, first] = [kept.at(-1), entry.points[0]];
  if (first === undefined) return before;
  const meanMs = kept.length > 1 ? ((lastKept?.[1] ?? 0) - (kept[0]?.[1] ?? 0)) / (kept.length - 1) : 0;
  const shiftMs = lastKept === undefined ? 0 : first[1] - lastKept[1] - meanMs;
  const points = entry.points.map(([step, atMs, value]): MetricPoint => [step, atMs - shiftMs, value]);
  const mark: MetricPoint = [firstStep, first[1] - shiftMs, null];
  return {
    ...before,
    total: before.total + entry.total,
    points: [...kept, ...points],
    resumedAt: [...before.resumedAt, mark],
  };
}

const attemptName = ({ runId, stageKey, attempt }: MetricSeries) => `${runId}\n${stageKey}\n${attempt}`;

/** The first step that each attempt wrote of whatever it measured. */
function firstStepsOf(series: readonly MetricSeries[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const entry of series) {
    const step = entry.points[0]?.[0];
    // Samples of memory count seconds.
    if (step === undefined || entry.key.includes("/")) continue;
    const name = attemptName(entry);
    first.set(name, Math.min(first.get(name) ?? step, step));
  }
  return first;
}
