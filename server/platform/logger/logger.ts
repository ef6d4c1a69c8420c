import { join } from "node:path";
import pino, { type Logger } from "pino";
import { plainError } from "./plain-error";
import { rollingFile } from "./rolling-file";
import { withoutSecrets } from "./without-secrets";

/** The processes that keep a log, each in a file of its own. */
export const logNames = ["web", "runner"] as const;
export type LogName = (typeof logNames)[number];

/** What a line of a log is about; `err` is written with its stack. */
export type LogDetail = {
  err?: unknown;
  requestId?: string;
  attemptId?: string;
  runId?: string;
  stageKey?: string;
  route?: string;
  durationMs?: number;
};

/** What a runner tells: a line for people, and what it is about for the log. */
export type Tell = (line: string, detail?: LogDetail) => void;

/** Where the log of a process lies in the folder of logs. */
export function logPath(folder: string, name: LogName): string {
  return join(folder, `${name}.log`);
}

const loggers = new Map<string, Logger>();

/** The log of a process of this kind: JSON lines with level, time and what they are about, in a file of limited size. `STILLROOM_LOG_LEVEL` says what is written. */
export function loggerOf(folder: string, name: LogName): Logger {
  const path = logPath(folder, name);
  const logger = loggers.get(path) ?? createLogger(path, name);
  loggers.set(path, logger);
  return logger;
}

function createLogger(path: string, name: LogName): Logger {
  const level = process.env.STILLROOM_LOG_LEVEL?.toLowerCase() ?? "info";
  return pino(
    {
      level: level in pino.levels.values || level === "silent" ? level : "info",
      base: { process: name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => plainError(error) },
      hooks: { streamWrite: withoutSecrets },
    },
    rollingFile(path),
  );
}
