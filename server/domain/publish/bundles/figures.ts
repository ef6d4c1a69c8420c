import type { Evaluation, Score } from "../../../contract/evaluation";
import type { Message } from "../../../contract/message";
import { wordsIn } from "../../../contract/words";
import type { BundleFacts } from "./facts";

const gib = 2 ** 30;

/** The measured figures of the subject as a Markdown table; what is missing says why. */
export function figuresTable({ evaluations, subject, recipe }: BundleFacts): string {
  const [first] = evaluations;
  if (first === undefined) return `Not available: '${subject}' was not measured in this run.`;
  const rows = [
    ...evaluations.flatMap(({ dataset, scores }) =>
      Object.entries(scores).map(([metric, score]) => [`Quality: ${dataset}, ${metric}`, quality(score)]),
    ),
    ...speedRows(first),
  ];
  const table = ["| figure | value |", "| --- | --- |", ...rows.map(([name, value]) => `| ${name} | ${value} |`)];
  const alone = first.measuredAlone ? "" : " Something else ran on the machine meanwhile.";
  return [
    ...table,
    "",
    `Measured by Stillroom through \`swift deploy\` with the backend '${recipe.serve.engine}' on the machine of the run; other hardware gives other times.${alone}`,
  ].join("\n");
}

function speedRows(evaluation: Evaluation): [string, string][] {
  const { latencyMs, ttftMs, tokensPerSecond, outputTokens, sizeBytes, reasons } = evaluation;
  const { peakMemoryBytes, peakGpuMemoryBytes } = evaluation;
  const show = (value: number | null, field: string, render: (value: number) => string) =>
    value === null ? missing(reasons[field]) : render(value);
  return [
    ["Latency, median", show(latencyMs.p50, "latencyMs", (ms) => `${ms.toFixed(0)} ms`)],
    ["Latency, 95th percentile", show(latencyMs.p95, "latencyP95", (ms) => `${ms.toFixed(0)} ms`)],
    ["Time to the first token (TTFT)", show(ttftMs, "ttftMs", (ms) => `${ms.toFixed(0)} ms`)],
    ["Output", show(tokensPerSecond, "tokensPerSecond", (rate) => `${rate.toFixed(1)} tokens/s`)],
    ["Mean answer", show(outputTokens, "outputTokens", (tokens) => `${tokens.toFixed(1)} tokens`)],
    ["Peak GPU memory", show(peakGpuMemoryBytes, "peakGpuMemoryBytes", (bytes) => `${(bytes / gib).toFixed(2)} GiB`)],
    ["Peak host memory", show(peakMemoryBytes, "peakMemoryBytes", (bytes) => `${(bytes / gib).toFixed(2)} GiB`)],
    ["Size on disk", show(sizeBytes, "sizeBytes", (bytes) => `${(bytes / gib).toFixed(2)} GiB`)],
  ];
}

function quality({ value, low, high, n, reason }: Score): string {
  if (value === null) return missing(reason);
  const percent = (share: number) => (share * 100).toFixed(1);
  const interval = low === null || high === null ? "" : `95 % interval ${percent(low)} to ${percent(high)} %, `;
  return `${percent(value)} % (${interval}${n} items)`;
}

function missing(reason: Message | null | undefined): string {
  const why = reason ? wordsIn(reason, "en") : "no reason was recorded";
  // A bar or a line break would end the table's cell.
  return `not available: ${why.replace(/[|\s]+/g, " ")}`;
}
