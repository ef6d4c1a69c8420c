import { formatTimeRange } from "../contract/format";
import type { SweepEstimate } from "../contract/preflight";
import { shortKeys, valueText } from "../contract/recipe/sweep-names";
import type { SweepDetail, SweepMeasure, SweepTrialRow } from "../contract/sweep";
import { words } from "./language";
import { formatTable } from "./table";

/** A sweep as a table for the terminal: one row a trial, mean ± standard deviation over its runs. */
export function describeSweep({ id, name, status, parameters, measures, trials }: SweepDetail): string {
  const names = shortKeys(parameters);
  const header = ["trial", ...parameters.map((key) => names.get(key) ?? key), "status", ...measures.map(headOf)];
  const rows = trials.map((trial) => [
    String(trial.index + 1),
    ...parameters.map((key) => valueText(trial.values[key])),
    statusText(trial),
    ...measures.map((measure) => meanText(trial, measure)),
  ]);
  return [`${name}  ${id}  ${status}`, formatTable(header, rows)].join("\n\n");
}

function headOf({ kind, dataset, metric }: SweepMeasure): string {
  if (kind === "time") return "training";
  return kind === "quality" ? `${metric} on ${dataset}` : kind;
}

function statusText({ runs }: SweepTrialRow): string {
  const texts = runs.map(({ status, earlyStop }) =>
    earlyStop === null ? status : `stopped early at step ${earlyStop.step}`,
  );
  return [...new Set(texts)].join(", ");
}

function meanText({ means, runs }: SweepTrialRow, { id, kind }: SweepMeasure): string {
  const mean = means[id];
  if (mean === undefined || mean.mean === null) return `n/a (${mean?.reason ?? "waiting"})`;
  const text = (value: number) => {
    if (kind === "time") return `${(value / 1000).toFixed(0)} s`;
    return kind === "quality" ? `${(value * 100).toFixed(1)} %` : value.toPrecision(4);
  };
  const deviation = mean.std === null ? "" : ` ± ${text(mean.std)}`;
  return `${text(mean.mean)}${deviation}${runs.length > 1 ? ` (n=${mean.n})` : ""}`;
}

/** What a sweep comes to before it starts. */
export function describeEstimate({ trials, repeats, runs, range, reason }: SweepEstimate): string {
  const times = repeats === 1 ? "" : ` × ${repeats} repeats`;
  const time =
    range === null
      ? `time not available (${reason === null ? "?" : words(reason)})`
      : `about ${formatTimeRange(range, "en")} one by one`;
  return `Sweep: ${trials} trials${times} = ${runs} runs, ${time}`;
}
