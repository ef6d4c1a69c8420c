import { z } from "zod";
import { message } from "../../contract/message";
import type { Progress } from "../../contract/stage";

export type ParsedLine = {
  /** Metric values of the line by key; NaN and Infinity are kept. */
  values: Record<string, number>;
  step: number | null;
  progress: Progress | null;
};

const recordSchema = z.record(z.string(), z.unknown());
const timing = new Set(["global_step/max_steps", "elapsed_time", "remaining_time", "percentage", "worked_seconds"]);
const notMetrics = new Set(["epoch", ...timing]);
/** The summary's speed is a mean over the whole training, evaluations and checkpoints with it, and no step's. */
const notOfSummary = new Set(["train_speed(s/it)", ...timing]);

export type LoggedLine = {
  record: Record<string, unknown>;
  step: number | null;
  totalSteps: number | null;
  elapsedMs: number | null;
  remainingMs: number | null;
  /** The two summaries at the end: `train_runtime…`, then `last_model_checkpoint…`. */
  isSummary: boolean;
};

/** Any line of ms-swift's `logging.jsonl` with its place in the training; null for torn and foreign lines. */
export function readLoggedLine(line: string): LoggedLine | null {
  const record = parseRecord(line);
  if (record === null) return null;
  const isSummary = "train_runtime" in record || "last_model_checkpoint" in record;
  const place = record["global_step/max_steps"];
  const position = typeof place === "string" ? /^(\d+)\/(\d+)$/.exec(place) : null;
  if (position === null && !isSummary) return null;
  return {
    record,
    step: position === null ? null : Number(position[1]),
    totalSteps: position === null ? null : Number(position[2]),
    elapsedMs: durationMsOf(record.elapsed_time),
    remainingMs: durationMsOf(record.remaining_time),
    isSummary,
  };
}

/** Every number of a line by its own key, but for the words that only tell its place and time. */
export function allNumbersOf({ record, isSummary }: LoggedLine): Record<string, number> {
  return numbersOf(record, isSummary ? notOfSummary : timing);
}

function numbersOf(record: Record<string, unknown>, left: ReadonlySet<string>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => {
      const number = left.has(key) ? null : numberOf(value);
      return number === null ? [] : [[key, number]];
    }),
  );
}

/**
 * Reads one line of ms-swift's `logging.jsonl`. Returns null for lines that are no points: torn or foreign lines and
 * the two summaries at the end (`train_runtime…`, `last_model_checkpoint…`).
 */
export function parseTrainingLine(line: string): ParsedLine | null {
  const logged = readLoggedLine(line);
  if (logged === null || logged.isSummary) return null;
  const { step, totalSteps, remainingMs } = logged;
  const fraction = step !== null && totalSteps ? Math.min(1, step / totalSteps) : null;
  const workedSeconds = numberOf(logged.record.worked_seconds);
  const worked = workedSeconds === null ? {} : { workedMs: workedSeconds * 1_000 };
  const progress = { step, totalSteps, fraction, remainingMs, ...worked, phase: message("phases.training") };
  return { values: numbersOf(logged.record, notMetrics), step, progress };
}

/** Reads one line of the wrapper's `samples.jsonl`; the step is the seconds since the attempt began. */
export function parseSampleLine(line: string): (ParsedLine & { atMs: number | null }) | null {
  const record = parseRecord(line);
  if (record === null) return null;
  const values: Record<string, number> = {};
  for (const [key, value] of Object.entries(record)) {
    if (key.includes("/") && typeof value === "number") values[key] = value;
  }
  return { values, step: numberOf(record.seconds), progress: null, atMs: numberOf(record.atMs) };
}

const byteOrderMark = /^\uFEFF/;
// Strings are taken whole, closed or not, so that every character is looked at once and no word in a string is touched.
const stringOrBareNumber = /"(?:[^"\\]+|\\.)*"?|-?(?:NaN|Infinity)/gs;

function parseRecord(line: string): Record<string, unknown> | null {
  const text = line.replace(byteOrderMark, "");
  try {
    const result = recordSchema.safeParse(JSON.parse(/NaN|Infinity/.test(text) ? quoteBareNumbers(text) : text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** Python writes NaN and Infinity, which JSON has no words for. */
function quoteBareNumbers(text: string): string {
  return text.replace(stringOrBareNumber, (found) => (found.startsWith('"') ? found : `"${found}"`));
}

function numberOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  return /^-?(NaN|Infinity)$/i.test(value) || /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : null;
}

const durationCharacters = 100;

/** ms of ms-swift's durations, such as `1h 2m 3s` or `45s`; null when absent. */
function durationMsOf(value: unknown): number | null {
  if (typeof value !== "string" || value.length > durationCharacters) return null;
  const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)\s*([dhms])/g)];
  if (parts.length === 0) return null;
  return parts.reduce(
    (total, [, amount, unit]) => total + Number(amount) * (units[unit as keyof typeof units] ?? 0),
    0,
  );
}
