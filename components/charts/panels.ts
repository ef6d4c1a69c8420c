import type { MetricSeries } from "../../server/contract/metric";
import { namedColor, runColor, runDash, seriesColor, subjectColor } from "../lib/series-colors";
import { attemptKey, attemptStarts, type ChartLine, toLinePoints, type XAxisKind } from "./series-lines";
import { smoothByDistance, smoothByStep } from "./smooth";

export type SmoothingKind = "time" | "step";
export type CurveSettings = { axis: XAxisKind; isLog: boolean; smoothing: number; smoothingKind: SmoothingKind };
export type RunLabel = { id: string; name: string; number: number };
export type PanelKind = "loss" | "learning-rate" | "grad-norm" | "memory" | "other";
export type Panel = { id: string; kind: PanelKind; key: string; axis: XAxisKind; lines: ChartLine[] };

const placedKeys: Record<string, PanelKind> = {
  loss: "loss",
  eval_loss: "loss",
  learning_rate: "learning-rate",
  grad_norm: "grad-norm",
  "memory/rss_bytes": "memory",
};
const kindOrder: PanelKind[] = ["loss", "learning-rate", "grad-norm", "memory", "other"];

/** Which panel draws a key. */
export function panelKindOf(key: string): PanelKind {
  return placedKeys[key] ?? "other";
}

/** One panel a kind, and one for each further key, in a fixed order; with several runs each keeps its own colour. */
export function buildPanels(
  series: readonly MetricSeries[],
  settings: CurveSettings,
  runs: readonly RunLabel[],
): Panel[] {
  const starts = attemptStarts(series);
  const panels = new Map<string, Panel>();
  for (const entry of series) {
    if (entry.points.length === 0) continue;
    const kind = panelKindOf(entry.key);
    const id = kind === "other" ? entry.key : kind;
    const axis: XAxisKind = kind === "memory" ? "time" : settings.axis;
    const panel = panels.get(id) ?? { id, kind, key: entry.key, axis, lines: [] };
    panel.lines.push(toLine(entry, panel, settings, runs, starts));
    panels.set(id, panel);
  }
  return [...panels.values()].sort(
    (left, right) => kindOrder.indexOf(left.kind) - kindOrder.indexOf(right.kind) || left.id.localeCompare(right.id),
  );
}

function toLine(
  entry: MetricSeries,
  { kind, axis }: Pick<Panel, "kind" | "axis">,
  settings: CurveSettings,
  runs: readonly RunLabel[],
  starts: ReadonlyMap<string, number>,
): ChartLine {
  const startMs = starts.get(attemptKey(entry)) ?? 0;
  const raw = toLinePoints(entry.points, axis, startMs);
  const isSmoothed = settings.smoothing > 0 && kind !== "memory" && entry.key !== "learning_rate";
  const average = settings.smoothingKind === "time" ? smoothByDistance : smoothByStep;
  return {
    id: `${attemptKey(entry)}/${entry.key}`,
    label: lineLabel(entry, kind, runs),
    ...lineLook(entry, kind, runs),
    raw,
    drawn: isSmoothed ? toLinePoints(average(entry.points, settings.smoothing), axis, startMs) : raw,
  };
}

function lineLook(entry: MetricSeries, kind: PanelKind, runs: readonly RunLabel[]): Pick<ChartLine, "color" | "dash"> {
  const attemptDash = entry.attempt > 1 ? "7 3" : undefined;
  const keyDash = entry.key === "eval_loss" ? "3 3" : undefined;
  const run = runs.length > 1 ? runs.find(({ id }) => id === entry.runId) : undefined;
  if (run !== undefined) return { color: runColor(run.number), dash: keyDash ?? attemptDash ?? runDash(run.number) };
  if (kind === "memory")
    return {
      color: entry.stageKind === "evaluate" ? subjectColor(entry.subject ?? "") : namedColor(entry.stageKind),
      dash: attemptDash ?? (entry.stageKind === "evaluate" ? "2 2" : undefined),
    };
  const slot = { loss: 1, eval_loss: 2, learning_rate: 3, grad_norm: 7 }[entry.key];
  return { color: slot === undefined ? namedColor(entry.key) : seriesColor(slot), dash: attemptDash };
}

function lineLabel(entry: MetricSeries, kind: PanelKind, runs: readonly RunLabel[]): string {
  const run = runs.length > 1 ? runs.find(({ id }) => id === entry.runId) : undefined;
  const what = kind === "memory" ? entry.stageKey : entry.key;
  return [run === undefined ? null : `${run.name} #${run.number}`, what, entry.attempt > 1 ? `${entry.attempt}.` : null]
    .filter((part) => part !== null)
    .join(" · ");
}
