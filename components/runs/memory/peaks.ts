import type { MetricSeries } from "../../../server/contract/metric";
import type { MemoryEstimate } from "../../../server/contract/preflight";
import type { Stage } from "../../../server/contract/stage";

/** What the peak of a training on GPUs is read from; the process tree's own figure is host memory. */
export const gpuMemoryKey = "memory/gpu_bytes";

export type MeasuredPeak = {
  attempt: number;
  /** Peak of one device; null where nothing was measured. */
  bytes: number | null;
  isRunning: boolean;
  /** Estimate ÷ measured − 1; null where one is missing or the attempt still runs. */
  difference: number | null;
};

type Estimate = Pick<MemoryEstimate, "device" | "devices" | "estimateBytes">;

/** The measured peak of each attempt of the training beside the estimate, oldest first; `series` are those of the run. */
export function measuredPeaks(
  stage: Pick<Stage, "key" | "attempts">,
  { device, devices, estimateBytes }: Estimate,
  series: readonly MetricSeries[],
): MeasuredPeak[] {
  return stage.attempts.map(({ number, status, peakMemoryBytes }) => {
    const ofAll = device === "cpu" ? peakMemoryBytes : gpuPeak(series, stage.key, number);
    const bytes = ofAll === null ? null : ofAll / devices;
    const isRunning = ["starting", "running", "stopping"].includes(status);
    const isComparable = bytes !== null && bytes > 0 && estimateBytes !== null && !isRunning;
    return { attempt: number, bytes, isRunning, difference: isComparable ? estimateBytes / bytes - 1 : null };
  });
}

function gpuPeak(series: readonly MetricSeries[], stageKey: string, attempt: number): number | null {
  const values = series
    .filter((entry) => entry.key === gpuMemoryKey && entry.stageKey === stageKey && entry.attempt === attempt)
    .flatMap(({ points }) => points.flatMap(([, , value]) => value ?? []));
  return values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value));
}
