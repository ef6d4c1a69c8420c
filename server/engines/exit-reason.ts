import { type Message, message } from "../contract/message";
import type { Recipe } from "../contract/recipe/recipe";
import type { Mend } from "../contract/remedy";
import type { Exit, StageRequest } from "../contract/stage";
import type { StageKind } from "../contract/stage-kinds";
import { type ExitRule, exitRules } from "./exit-rules";

export type EndedAttempt = {
  exitCode: number | null;
  signal: string | null;
  outcomeHint: "exited" | "stopped" | "cancelled" | "start-failed" | "taken-away" | "lost";
  oomKill: boolean;
  diskFull?: boolean | undefined;
  /** The wrapper's own word, such as why the program could not be started. */
  message?: Message | null;
  /** `stop` or `cancel` when a person asked for the end. */
  requested: StageRequest | null;
  logTail: string[];
  stageKind: StageKind;
};

/** How an attempt ended, as data: from the wishes of people, the exit code and signal, then the last log lines. */
export function classifyExit(ended: EndedAttempt): Exit {
  const { exitCode, signal, logTail } = ended;
  const base = { exitCode, signal, logTail };
  if (ended.outcomeHint === "cancelled" || ended.requested === "cancel")
    if (ended.outcomeHint !== "exited" || exitCode !== 0)
      return { ...base, outcome: "cancelled", reason: null, message: message("exits.cancelled"), suggestion: null };
  if (ended.outcomeHint === "stopped" && exitCode === 0)
    return {
      ...base,
      outcome: "stopped",
      reason: null,
      message: message("exits.stopped"),
      suggestion: message("exits.stopped-next"),
    };
  if (ended.outcomeHint === "stopped")
    return {
      ...base,
      outcome: "cancelled",
      reason: null,
      message: message("exits.stopped-unsaved"),
      suggestion: null,
    };
  if (ended.outcomeHint === "lost" || ended.outcomeHint === "taken-away")
    return {
      ...base,
      outcome: "lost",
      reason: null,
      message: ended.message ? message("exits.ended-outside", { words: ended.message }) : message("exits.gone"),
      suggestion: message("exits.lost-next"),
    };
  if (exitCode === 0)
    return { ...base, outcome: "succeeded", reason: null, message: message("exits.succeeded"), suggestion: null };
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
      message: ended.message ?? message("exits.not-started"),
      suggestion: message("exits.not-started-next"),
    };
  if (found)
    return { reason: found.reason, message: withLastWords(found.message, logTail), suggestion: found.suggestion };
  // Nothing else explains the end, and what would have found no room.
  if (ended.diskFull)
    return {
      reason: "disk-full",
      message: message("exits.disk-full"),
      suggestion: message("exits.disk-full-next"),
    };
  // Nothing else explains the end, and the kernel killed something just before it.
  if (oomKill) return outOfMemory;
  if (isKilled || signal === "SIGTERM")
    return {
      reason: "killed",
      message: message("exits.killed", { signal: signal === "SIGTERM" ? signal : "SIGKILL" }),
      suggestion: message("exits.killed-next"),
    };
  const how =
    signal === null
      ? message("exits.ended-by-code", { exitCode: exitCode ?? "?" })
      : message("exits.ended-by-signal", { signal });
  return {
    reason: "crashed",
    message: withLastWords(how, logTail),
    suggestion: message("exits.look-at-log-next"),
  };
}

const outOfMemory: Pick<Exit, "reason" | "message" | "suggestion"> = {
  reason: "oom",
  message: message("exits.kernel-oom"),
  suggestion: message("exits.oom-next"),
};

/** Changes of the recipe that may mend how an attempt ended, the likeliest first; none of them has been tried. Pure. */
export function mendsOf({ outcome, logTail }: Exit, recipe: Recipe): Mend[] {
  if (outcome !== "failed") return [];
  const rule = ruleFor(logTail.slice(-nearLines)) ?? ruleFor(logTail);
  return rule?.mends?.(recipe, logTail.join("\n")) ?? [];
}

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

/** The message with the line of the log that names the error, where there is one. */
function withLastWords(cause: Message, lines: string[]): Message {
  const error = lines.findLast((line) => errorLine.test(line.trim()));
  if (error === undefined) return cause;
  return message("exits.with-words", { message: cause, words: shorten(error.trim()) });
}

const mostCharacters = 600;

/** A line whose end matters as much as its beginning, such as one with a path: what is too long is left out of its middle, by whole words. */
function shorten(line: string): string {
  if (line.length <= mostCharacters) return line;
  const half = mostCharacters / 2;
  const start = line.slice(0, half);
  const end = line.slice(-half);
  // A word that is as long as that is cut all the same.
  return `${start.replace(/\s\S{0,200}$/, "")} … ${end.replace(/^\S{0,200}\s/, "")}`;
}

// `ValueError: …`, `datasets.exceptions.DatasetGenerationError: …`, `sft.py: error: …`, `bad-data: …`, a bare `StopIteration`.
const errorLine = /^(?:[\w.]*(?:Error|Exception)\b|StopIteration$|[\w.]+: error: |bad-data: |port \d+ is taken)/;
