import type { Exit, StageKind } from "../contract/stage";
import { type ExitRule, exitRules } from "./exit-rules";

export type EndedAttempt = {
  exitCode: number | null;
  signal: string | null;
  outcomeHint: "exited" | "stopped" | "cancelled" | "start-failed" | "taken-away" | "lost";
  oomKill: boolean;
  /** The wrapper's own word, such as why the program could not be started. */
  message?: string | null;
  /** `stop` or `cancel` when a person asked for the end. */
  requested: string | null;
  logTail: string[];
  stageKind: StageKind;
};

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
  if (ended.outcomeHint === "lost" || ended.outcomeHint === "taken-away")
    return {
      ...base,
      outcome: "lost",
      reason: null,
      message: ended.message
        ? `The attempt was ended from outside: ${ended.message}`
        : "The process is gone and left no word of how it ended; the machine may have been restarted",
      suggestion: "Retry the stage; a training goes on from its last checkpoint",
    };
  if (exitCode === 0) return { ...base, outcome: "succeeded", reason: null, message: "Succeeded", suggestion: null };
  return { ...base, outcome: "failed", ...causeOf(ended) };
}

function causeOf(ended: EndedAttempt): Pick<Exit, "reason" | "message" | "suggestion"> {
  const { exitCode, oomKill, logTail, outcomeHint } = ended;
  const signal = ended.signal ?? signalOf(exitCode);
  const isKilled = signal === "SIGKILL" || killedChild.test(logTail.join("\n"));
  // What stands nearest to the end is nearest to the cause.
  const found = ruleFor(logTail.slice(-nearLines)) ?? ruleFor(logTail);
  if (oomKill && isKilled && found?.reason !== "cuda-oom") return outOfMemory;
  if (outcomeHint === "start-failed")
    return {
      reason: "missing-dependency",
      message: ended.message ?? "The engine could not be started",
      suggestion: "Run: npx stillroom setup, then retry the stage",
    };
  if (found)
    return { reason: found.reason, message: `${found.message}${lastWords(logTail)}`, suggestion: found.suggestion };
  // Nothing else explains the end, and the kernel killed something just before it.
  if (oomKill) return outOfMemory;
  if (isKilled || signal === "SIGTERM")
    return {
      reason: "killed",
      message: `Another program ended the process (${signal === "SIGTERM" ? signal : "SIGKILL"})`,
      suggestion: "Retry the stage; if it happens again, look at memory use and the system log",
    };
  const how = signal === null ? `with code ${exitCode ?? "unknown"}` : `by ${signal}`;
  return {
    reason: "crashed",
    message: `The process ended ${how}${lastWords(logTail)}`,
    suggestion: "Look at the last log lines, then retry the stage",
  };
}

const outOfMemory = {
  reason: "oom",
  message: "The kernel ended a process of the stage because the machine ran out of memory",
  suggestion: "Clone with a smaller batchSize or maxLength, or close what else uses memory",
} as const;

const nearLines = 12;

function ruleFor(lines: string[]): ExitRule | undefined {
  const text = lines.join("\n");
  return exitRules.find(({ pattern }) => pattern.test(text));
}

/** What torchrun, PyTorch's data loader, Python and shells say of a child that was ended by SIGKILL. */
const killedChild =
  /exitcode\s*: -9\b|Signal 9 \(SIGKILL\) received|is killed by signal: Killed|died with <Signals\.SIGKILL|terminated by signal SIGKILL|^(?:.*: line \d+: +\d+ )?Killed\b/m;

const signalNames: Record<number, string> = { 6: "SIGABRT", 7: "SIGBUS", 9: "SIGKILL", 11: "SIGSEGV", 15: "SIGTERM" };

/** Launchers pass on the signal that ended their program as 128 + n, or as −n, which becomes 256 − n. */
function signalOf(exitCode: number | null): string | null {
  if (exitCode === null || exitCode < 128) return null;
  return signalNames[exitCode - 128] ?? signalNames[256 - exitCode] ?? null;
}

/** The line that names the error, after a colon; empty where the log has none. */
function lastWords(lines: string[]): string {
  const error = lines.findLast((line) => errorLine.test(line.trim()));
  return error === undefined ? "" : `: ${error.trim().slice(0, 300)}`;
}

// `ValueError: …`, `datasets.exceptions.DatasetGenerationError: …`, `sft.py: error: …`, `bad-data: …`, a bare `StopIteration`.
const errorLine = /^(?:[\w.]*(?:Error|Exception)\b|StopIteration$|[\w.]+: error: |bad-data: |port \d+ is taken)/;
