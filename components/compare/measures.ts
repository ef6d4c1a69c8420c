import type { Evaluation, Score } from "../../server/contract/evaluation";
import type { Message } from "../../server/contract/message";

export type MeasureUnit = "percent" | "duration" | "tokensPerSecond" | "tokens" | "bytes";
export type Measure = {
  id: string;
  /** Key under `compare.measure`, or null for a score, which shows its own name. */
  label:
    | "latencyP50"
    | "latencyP95"
    | "ttft"
    | "tpot"
    | "tokensPerSecond"
    | "outputTokens"
    | "size"
    | "peakGpuMemory"
    | "peakMemory"
    | null;
  unit: MeasureUnit;
  /** Null where neither is. */
  isLowerBetter: boolean | null;
  value: (evaluation: Evaluation) => number | null;
  score: (evaluation: Evaluation) => Score | null;
  /** Field under which the evaluation says why there is no value. */
  field: string;
};

const none = () => null;

/** The rows of the comparison: each score, then speed, size and memory. */
export function listMeasures(evaluations: readonly Evaluation[]): Measure[] {
  const metrics = [...new Set(evaluations.flatMap(({ scores }) => Object.keys(scores)))];
  const scores = metrics.map(
    (metric): Measure => ({
      id: metric,
      label: null,
      unit: "percent",
      isLowerBetter: false,
      value: (evaluation) => evaluation.scores[metric]?.value ?? null,
      score: (evaluation) => evaluation.scores[metric] ?? null,
      field: metric,
    }),
  );
  return [...scores, ...speeds];
}

const speeds: Measure[] = [
  measure("latencyP50", "duration", true, "latencyMs", ({ latencyMs }) => latencyMs.p50),
  measure("latencyP95", "duration", true, "latencyP95", ({ latencyMs }) => latencyMs.p95),
  measure("ttft", "duration", true, "ttftMs", ({ ttftMs }) => ttftMs),
  measure("tpot", "duration", true, "tpotMs", ({ tpotMs }) => tpotMs),
  measure("tokensPerSecond", "tokensPerSecond", false, "tokensPerSecond", ({ tokensPerSecond }) => tokensPerSecond),
  measure("outputTokens", "tokens", null, "outputTokens", ({ outputTokens }) => outputTokens),
  measure("size", "bytes", true, "sizeBytes", ({ sizeBytes }) => sizeBytes),
  measure("peakGpuMemory", "bytes", true, "peakGpuMemoryBytes", ({ peakGpuMemoryBytes }) => peakGpuMemoryBytes),
  measure("peakMemory", "bytes", true, "peakMemoryBytes", ({ peakMemoryBytes }) => peakMemoryBytes),
];

function measure(
  label: NonNullable<Measure["label"]>,
  unit: MeasureUnit,
  isLowerBetter: boolean | null,
  field: string,
  value: Measure["value"],
): Measure {
  return { id: label, label, unit, isLowerBetter, field, value, score: none };
}

/** Why an evaluation has no value for a measure, or null when it says nothing about it. */
export function reasonOf(evaluation: Evaluation | undefined, measured: Measure): Message | null {
  if (evaluation === undefined) return null;
  return measured.score(evaluation)?.reason ?? evaluation.reasons[measured.field] ?? null;
}

/** Index of the best value; null when fewer than two were measured or all are equal. */
export function bestIndex(values: readonly (number | null)[], isLowerBetter: boolean | null): number | null {
  if (isLowerBetter === null) return null;
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  if (known.length < 2 || new Set(known.map(({ value }) => value)).size === 1) return null;
  return known.reduce((best, entry) => (isLowerBetter === entry.value < best.value ? entry : best)).index;
}

export type Difference = { text: "points" | "ratio"; amount: number; isBetter: boolean | null };

/** A value against its baseline: percentage points for scores, relative change for the rest; null when either is missing. */
export function differenceOf(value: number | null, baseline: number | null, measured: Measure): Difference | null {
  if (value === null || baseline === null) return null;
  const isScore = measured.unit === "percent";
  if (!isScore && baseline === 0) return null;
  const amount = isScore ? value - baseline : value / baseline - 1;
  const isBetter = amount === 0 || measured.isLowerBetter === null ? null : amount < 0 === measured.isLowerBetter;
  return { text: isScore ? "points" : "ratio", amount, isBetter };
}
