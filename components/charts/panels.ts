import type { MetricSeries } from "../../server/contract/metric";
import { traitsOf } from "../../server/contract/stage-kinds";
import { namedColor, runColor, runDash, seriesColor, subjectColor } from "../lib/series-colors";
import { type JoinedSeries, joinAttempts } from "./join-attempts";
import { type PanelKind, type PanelUnit, type Placement, placeKey } from "./panel-groups";
import { attemptKey, attemptStarts, type ChartLine, toLinePoints, type XAxisKind } from "./series-lines";
import { smoothByDistance, smoothByStep } from "./smooth";

export type SmoothingKind = "time" | "step";
export type CurveSettings = { axis: XAxisKind; isLog: boolean; smoothing: number; smoothingKind: SmoothingKind };
export type RunLabel = { id: string; name: string; number: number };
export type Panel = {
  id: string;
  kind: PanelKind;
  /** The key that an `other` panel is named after. */
  key: string;
  unit: PanelUnit;
  axis: XAxisKind;
  lines: ChartLine[];
  /** Where on the axis a training went on from a checkpoint. */
  resumedAt: number[];
};

/** One panel a group of keys that belong together, and one for each further key, in a fixed order; with several runs each keeps its own colour. */
export function buildPanels(
  series: readonly MetricSeries[],
  settings: CurveSettings,
  runs: readonly RunLabel[],
): Panel[] {
  const starts = attemptStarts(series);
  const panels = new Map<string, Panel & { order: number }>();
  for (const entry of joinAttempts(series, ({ key }) => !placeKey(key).isPerStage)) {
    if (entry.points.length === 0) continue;
    const place = placeKey(entry.key);
    const { id, kind, unit, order, isTimed } = place;
    const axis: XAxisKind = isTimed ? "time" : settings.axis;
    const panel = panels.get(id) ?? { id, kind, key: entry.key, unit, axis, order, lines: [], resumedAt: [] };
    if (!place.isEvaluation) panel.key = entry.key;
    panel.resumedAt = [...new Set([...panel.resumedAt, ...marksOf(entry, axis, starts)])];
    panel.lines.push(toLine(entry, place, axis, settings, runs, starts));
    panels.set(id, panel);
  }
  return [...panels.values()]
    .sort((left, right) => left.order - right.order || left.id.localeCompare(right.id))
    .map(({ order: _order, ...panel }) => panel);
}

function marksOf(entry: JoinedSeries, axis: XAxisKind, starts: ReadonlyMap<string, number>): number[] {
  return toLinePoints(entry.resumedAt, axis, startOf(entry, starts)).map(([x]) => x);
}

function startOf(entry: JoinedSeries, starts: ReadonlyMap<string, number>): number {
  return starts.get(attemptKey(entry)) ?? 0;
}

function toLine(
  entry: JoinedSeries,
  place: Placement,
  axis: XAxisKind,
  settings: CurveSettings,
  runs: readonly RunLabel[],
  starts: ReadonlyMap<string, number>,
): ChartLine {
  const startMs = startOf(entry, starts);
  const raw = toLinePoints(entry.points, axis, startMs);
  const isSmoothed = settings.smoothing > 0 && !place.isPerStage && place.kind !== "learning-rate";
  const average = settings.smoothingKind === "time" ? smoothByDistance : smoothByStep;
  const run = runs.length > 1 ? runs.find(({ id }) => id === entry.runId) : undefined;
  return {
    id: `${attemptKey(entry)}/${entry.key}`,
    label: lineLabel(entry, place, run),
    ...lineLook(entry, place, run),
    raw,
    drawn: isSmoothed ? toLinePoints(average(entry.points, settings.smoothing), axis, startMs) : raw,
  };
}

/** An evaluation value is dashed, and four colours from its training value, since no panel names more than four keys. */
function lineLook(
  entry: MetricSeries,
  { slot, isPerStage, isEvaluation }: Placement,
  run: RunLabel | undefined,
): Pick<ChartLine, "color" | "dash"> {
  const attemptDash = entry.attempt > 1 ? "7 3" : undefined;
  const twinDash = isEvaluation ? "3 3" : undefined;
  if (run !== undefined) return { color: runColor(run.number), dash: twinDash ?? attemptDash ?? runDash(run.number) };
  if (isPerStage) {
    const isMeasured = traitsOf(entry.stageKind).isMeasured;
    const color = isMeasured ? subjectColor(entry.subject ?? "") : namedColor(entry.stageKey);
    return { color, dash: attemptDash ?? (isMeasured ? "2 2" : undefined) };
  }
  const color = slot === null ? namedColor(entry.key) : seriesColor(slot + (isEvaluation ? 5 : 1));
  return { color, dash: attemptDash ?? twinDash };
}

function lineLabel(entry: MetricSeries, { isPerStage }: Placement, run: RunLabel | undefined): string {
  const what = isPerStage ? entry.stageKey : entry.key;
  return [run === undefined ? null : `${run.name} #${run.number}`, what, entry.attempt > 1 ? `${entry.attempt}.` : null]
    .filter((part) => part !== null)
    .join(" · ");
}
