import { formatTimeRange } from "../contract/format";
import { type Advice, isAllReused, type MemoryEstimate, type Preflight } from "../contract/preflight";
import type { Problem } from "../contract/problem";
import type { TimeRange } from "../contract/time-range";
import { words } from "./language";
import { describeEstimate } from "./sweep-text";
import { formatTable } from "./table";

/** A preflight as a person reads it in a terminal. */
export function describePreflight({ pair, memory, data, advice, time, sweep, warnings }: Preflight): string {
  const parts = [
    `Pair: ${pair.verdict}\n${pair.reasons.map((reason) => `  ${words(reason)}`).join("\n")}`,
    describeMemory(memory),
    data === null
      ? "Data: not available; no training file could be read"
      : `Data: ${data.rows} rows, ${data.duplicates} twice, ${data.emptyAnswers} with an empty answer, ${data.leaked} held-out items in them${
          data.tokens === null
            ? ""
            : `; tokens p95 ${data.tokens.p95}, max ${data.tokens.max}, ${(100 * data.tokens.truncatedShare).toFixed(1)} % beyond maxLength`
        }`,
    `Time: ${isAllReused(time) ? "seconds; everything is there already" : expected(time.total)}\n${time.stages
      .map(({ key, range, basis }) => `  ${key}: ${expected(range)} (${words(basis)})`)
      .join("\n")}`,
    ...(sweep === null ? [] : [describeEstimate(sweep)]),
    ...advice.map(describeAdvice),
    ...warnings.map(describeProblem),
  ];
  return parts.join("\n\n");
}

function describeMemory({
  estimateBytes,
  parts,
  availableBytes,
  verdict,
  fixes,
  reason,
  device,
  devices,
}: MemoryEstimate): string {
  if (estimateBytes === null)
    return `Memory: not available; ${reason === null ? "the models' sizes are unknown" : words(reason)}`;
  const place = device === "cpu" ? "host memory" : `each of ${devices} GPUs`;
  const free = availableBytes === null ? "unknown" : gib(availableBytes);
  const rows = parts.map(({ key, bytes, formula }) => [`  ${key}`, gib(bytes), words(formula)]);
  const savings = fixes.map(({ message, savesBytes }) => `  ${words(message)}: saves ${gib(savesBytes)}`);
  return [
    `Memory: ${gib(estimateBytes)} of ${place} at its peak, ${free} free: ${verdict}`,
    formatTable(["  part", "size", "from"], rows),
    ...savings,
  ].join("\n");
}

function describeAdvice({ severity, message, reason, source }: Advice): string {
  return `Advice (${severity}): ${words(message)}\n  ${words(reason)} [${words(source)}]`;
}

function describeProblem({ severity, field, message, suggestion }: Problem): string {
  return `${severity}: ${field ?? "recipe"}: ${words(message)}${suggestion === null ? "" : `\n  ${words(suggestion)}`}`;
}

function expected(range: TimeRange | null): string {
  return range === null ? "not available" : formatTimeRange(range, "en");
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(2)} GiB`;
}
