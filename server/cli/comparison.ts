import type { RunDetail } from "../contract/run";
import { formatTable, mebibytes, percent, quantity } from "./table";

/** The comparison of a run as a table for the terminal: one row a subject and data set. */
export function describeComparison(run: RunDetail): string {
  const rows = run.evaluations.map((entry) => {
    const [metric, score] = Object.entries(entry.scores)[0] ?? ["quality", null];
    const range = score?.low == null ? "" : ` (${percent(score.low)}–${percent(score.high)})`;
    return [
      entry.subject,
      entry.dataset,
      `${metric} ${percent(score?.value)}${range}`,
      String(score?.n ?? 0),
      quantity(entry.latencyMs.p50, "ms"),
      quantity(entry.ttftMs, "ms"),
      quantity(entry.tokensPerSecond, "tok/s", 1),
      mebibytes(entry.sizeBytes),
      mebibytes(entry.peakMemoryBytes),
      mebibytes(entry.peakGpuMemoryBytes),
    ];
  });
  return formatTable(
    ["subject", "data set", "quality", "n", "latency p50", "TTFT", "speed", "size", "host memory", "GPU memory"],
    rows,
  );
}
