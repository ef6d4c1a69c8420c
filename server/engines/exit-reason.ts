import type { Exit, FailureReason, StageKind } from "../contract/stage";

export type EndedAttempt = {
  exitCode: number | null;
  signal: string | null;
  outcomeHint: "exited" | "stopped" | "cancelled" | "start-failed" | "lost";
  oomKill: boolean;
  /** `stop` or `cancel` when a person asked for the end. */
  requested: string | null;
  logTail: string[];
  stageKind: StageKind;
};

type Rule = { reason: FailureReason; pattern: RegExp; message: string; suggestion: string };

const rules: Rule[] = [
  {
    reason: "cuda-oom",
    pattern: /CUDA out of memory|OutOfMemoryError: CUDA|CUBLAS_STATUS_ALLOC_FAILED/,
    message: "The GPU ran out of memory",
    suggestion: "Clone with a smaller batchSize or maxLength, LoRA instead of full tuning, or gradient checkpointing",
  },
  {
    reason: "disk-full",
    pattern: /No space left on device|Errno 28|ENOSPC/,
    message: "The disk is full",
    suggestion: "Free space under STILLROOM_HOME, then retry the stage; a training goes on from its last checkpoint",
  },
  {
    reason: "nan",
    pattern: /FloatingPointError|loss is (?:nan|NaN|inf)|found (?:nan|inf) in/,
    message: "The loss became NaN or infinite",
    suggestion: "Clone with a lower learningRate or dtype float32 or bfloat16, and look for odd rows in the data",
  },
  {
    reason: "missing-dependency",
    pattern: /ModuleNotFoundError|ImportError|No module named|No package metadata was found/,
    message: "A Python package is missing in the engine",
    suggestion: "Run: npx stillroom setup, then retry the stage",
  },
  {
    reason: "port-taken",
    pattern: /[Aa]ddress already in use|Errno 98|port \d+ is taken/,
    message: "The port is in use by another program",
    suggestion: "Retry the stage: it takes a free port",
  },
  {
    reason: "bad-argument",
    pattern:
      /remaining_argv|unrecognized arguments|error: argument|the following arguments are required|ValueError: .*(?:argument|template|model_type)|Please (?:explicitly )?(?:pass|specify)/,
    message: "The engine refused an argument",
    suggestion: "Look at the last log lines for its name, change it in the recipe and clone the run",
  },
  {
    reason: "bad-data",
    pattern:
      /JSONDecodeError|DatasetGenerationError|dataset is empty|Dataset is empty|len\(train_dataset\)|UnicodeDecodeError|pyarrow\.lib\.ArrowInvalid|bad-data/,
    message: "The data could not be read",
    suggestion: "Run: npx stillroom check RECIPE, which names the file and line",
  },
  {
    reason: "oom",
    pattern: /MemoryError|Cannot allocate memory|can't allocate memory|DefaultCPUAllocator/,
    message: "The machine ran out of memory",
    suggestion: "Clone with a smaller batchSize or maxLength, or close what else uses memory",
  },
];

/** How an attempt ended, as data: from the wishes of people, the exit code and signal, then the last log lines. */
export function classifyExit(ended: EndedAttempt): Exit {
  const { exitCode, signal, logTail } = ended;
  const base = { exitCode, signal, logTail };
  if (ended.outcomeHint === "cancelled" || ended.requested === "cancel")
    if (ended.outcomeHint !== "exited" || exitCode !== 0)
      return { ...base, outcome: "cancelled", reason: null, message: "Cancelled on request", suggestion: null };
  if (ended.outcomeHint === "stopped" && exitCode === 0)
    return {
      ...base,
      outcome: "stopped",
      reason: null,
      message: "Stopped on request with a checkpoint saved",
      suggestion: "Retry the stage to go on from the checkpoint",
    };
  if (ended.outcomeHint === "stopped")
    return {
      ...base,
      outcome: "cancelled",
      reason: null,
      message: "Stopped on request; no checkpoint could be saved",
      suggestion: null,
    };
  if (ended.outcomeHint === "lost")
    return {
      ...base,
      outcome: "lost",
      reason: null,
      message: "The process is gone and left no word of how it ended; the machine may have been restarted",
      suggestion: "Retry the stage; a training goes on from its last checkpoint",
    };
  if (exitCode === 0) return { ...base, outcome: "succeeded", reason: null, message: "Succeeded", suggestion: null };
  return { ...base, outcome: "failed", ...causeOf(ended) };
}

function causeOf({
  exitCode,
  signal,
  oomKill,
  logTail,
  outcomeHint,
}: EndedAttempt): Pick<Exit, "reason" | "message" | "suggestion"> {
  const isKilled = signal === "SIGKILL" || exitCode === 137;
  if (oomKill && isKilled)
    return {
      reason: "oom",
      message: "The kernel ended the process because the machine ran out of memory",
      suggestion: "Clone with a smaller batchSize or maxLength, or close what else uses memory",
    };
  if (outcomeHint === "start-failed")
    return {
      reason: "missing-dependency",
      message: `The engine could not be started: ${logTail.at(-1) ?? "no program"}`,
      suggestion: "Run: npx stillroom setup, then retry the stage",
    };
  const text = logTail.join("\n");
  // The last match is nearest to the end, and so to the cause.
  const found =
    rules.find(({ pattern }) => pattern.test(logTail.slice(-12).join("\n"))) ??
    rules.find(({ pattern }) => pattern.test(text));
  if (found)
    return {
      reason: found.reason,
      message: `${found.message}${detailOf(logTail, found.pattern)}`,
      suggestion: found.suggestion,
    };
  if (signal !== null || isKilled)
    return {
      reason: "killed",
      message: `Another program ended the process (${signal ?? "SIGKILL"})`,
      suggestion: "Retry the stage; if it happens again, look at memory use and the system log",
    };
  return {
    reason: "crashed",
    message: `The process ended with code ${exitCode ?? "unknown"}${lastWords(logTail)}`,
    suggestion: "Look at the last log lines, then retry the stage",
  };
}

function detailOf(lines: string[], pattern: RegExp): string {
  const line = lines.findLast((candidate) => pattern.test(candidate));
  return line === undefined ? "" : `: ${line.trim().slice(0, 300)}`;
}

function lastWords(lines: string[]): string {
  const error = lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line.trim()));
  return error === undefined ? "" : `: ${error.trim().slice(0, 300)}`;
}
