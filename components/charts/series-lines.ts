import type { MetricPoint, MetricSeries } from "../../server/contract/metric";

/** A point on screen: x in steps or seconds, y null where the value was NaN or infinite. */
export type LinePoint = readonly [x: number, y: number | null];
export type ChartLine = {
  id: string;
  label: string;
  color: string;
  dash: string | undefined;
  raw: LinePoint[];
  /** What is drawn strongly; equal to `raw` without smoothing. */
  drawn: LinePoint[];
};

export type XAxisKind = "step" | "time";

/** Points on the chosen axis: the training step, or seconds since `startMs`. */
export function toLinePoints(points: readonly MetricPoint[], axis: XAxisKind, startMs: number): LinePoint[] {
  return points.map(([step, atMs, value]) => [axis === "step" ? step : (atMs - startMs) / 1_000, value]);
}

/** When each attempt of each stage wrote its first point (epoch ms), by `attemptKey`. */
export function attemptStarts(series: readonly MetricSeries[]): Map<string, number> {
  const starts = new Map<string, number>();
  for (const entry of series) {
    const first = entry.points[0]?.[1];
    if (first === undefined) continue;
    const key = attemptKey(entry);
    starts.set(key, Math.min(starts.get(key) ?? first, first));
  }
  return starts;
}

/** Names an attempt among all series shown. */
export function attemptKey({ runId, stageKey, attempt }: Pick<MetricSeries, "runId" | "stageKey" | "attempt">): string {
  return `${runId}/${stageKey}/${attempt}`;
}

/** A line cut where values are missing, so that a gap stays visible when rows of several lines are merged. */
export function splitAtGaps(points: readonly LinePoint[]): [x: number, y: number][][] {
  const parts: [number, number][][] = [];
  let current: [number, number][] = [];
  for (const [x, y] of points) {
    if (y === null) {
      if (current.length > 0) parts.push(current);
      current = [];
    } else current.push([x, y]);
  }
  if (current.length > 0) parts.push(current);
  return parts;
}

export type ChartRow = { x: number } & Record<string, number>;
export type DrawnPart = { dataKey: string; line: ChartLine; isRaw: boolean; isDot: boolean };

/** Rows by ascending x with one field a part of a line, and what to draw. Values ≤ 0 are left out when `isLog`. */
export function mergeLines(lines: readonly ChartLine[], isLog: boolean): { rows: ChartRow[]; parts: DrawnPart[] } {
  const rows = new Map<number, ChartRow>();
  const parts: DrawnPart[] = [];
  const add = (line: ChartLine, points: readonly LinePoint[], isRaw: boolean) => {
    const visible = isLog ? points.map(([x, y]): LinePoint => [x, y !== null && y > 0 ? y : null]) : points;
    splitAtGaps(visible).forEach((part, index) => {
      const dataKey = `${line.id}${isRaw ? "~raw" : ""}~${index}`;
      parts.push({ dataKey, line, isRaw, isDot: part.length === 1 });
      for (const [x, y] of part) {
        const row: ChartRow = rows.get(x) ?? { x };
        row[dataKey] = y;
        rows.set(x, row);
      }
    });
  };
  for (const line of lines) if (line.raw !== line.drawn) add(line, line.raw, true);
  for (const line of lines) add(line, line.drawn, false);
  return { rows: [...rows.values()].sort((left, right) => left.x - right.x), parts };
}

/** The point of a line nearest to x, or null for an empty line. */
export function nearestPoint(points: readonly LinePoint[], x: number): LinePoint | null {
  let best: LinePoint | null = null;
  for (const point of points) if (best === null || Math.abs(point[0] - x) < Math.abs(best[0] - x)) best = point;
  return best;
}
