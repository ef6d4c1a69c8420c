import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { logNames, logPath } from "../platform/logger/logger";
import { rolledFiles } from "../platform/logger/rolling-file";
import { linesOf, readNewLines, type TailCursor } from "../platform/tail";

const pollMs = 500;

type LoggedError = { stack?: string | undefined; cause?: LoggedError | undefined };

const errorSchema: z.ZodType<LoggedError> = z.lazy(() =>
  z.object({ stack: z.string().optional(), cause: errorSchema.optional() }),
);

const lineSchema = z.looseObject({
  level: z.string(),
  time: z.string(),
  process: z.string(),
  msg: z.string().default(""),
  requestId: z.string().optional(),
  attemptId: z.string().optional(),
  durationMs: z.number().optional(),
  err: errorSchema.optional(),
});

/** One line of a log as a person reads it, with the stack of its error below; one that is no such line stays as it is. */
export function describeLogLine(text: string): string {
  const line = parse(text);
  if (line === null) return text;
  const { time, level, process, requestId, attemptId, msg, durationMs, err } = line;
  const head = [time, level.toUpperCase().padEnd(5), process, requestId, attemptId, msg];
  const told = head.filter((part) => part !== undefined && part !== "").join(" ");
  const took = durationMs === undefined ? "" : ` (${durationMs} ms)`;
  return [`${told}${took}`, ...stacksOf(err).map((stack) => stack.replace(/^/gm, "    "))].join("\n");
}

function stacksOf(error: LoggedError | undefined): string[] {
  if (error === undefined) return [];
  const causes = stacksOf(error.cause).map((stack) => `caused by ${stack}`);
  return error.stack === undefined ? causes : [error.stack, ...causes];
}

/** Lines of several logs in the order of their times. */
export function inOrder(lines: readonly string[]): string[] {
  const timed = lines.map((text) => ({ text, time: parse(text)?.time ?? "" }));
  return timed
    .toSorted((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0))
    .map(({ text }) => text);
}

function parse(text: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Hands over all that web and runner have logged into the folder `logs`, then, with `follow`, what they log until `signal` aborts. */
export async function readServerLog(
  logs: string,
  { follow, signal, onLines }: { follow: boolean; signal: AbortSignal; onLines: (lines: string[]) => void },
): Promise<void> {
  const cursors = new Map<string, TailCursor>();
  const paths = logNames.map((name) => logPath(logs, name));
  onLines(inOrder([...paths.flatMap(rolledLines), ...paths.flatMap((path) => newLines(path, cursors))]));
  while (follow && !signal.aborted) {
    const lines = inOrder(paths.flatMap((path) => newLines(path, cursors)));
    if (lines.length > 0) onLines(lines);
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

function rolledLines(path: string): string[] {
  return rolledFiles(path)
    .filter((file) => file !== path)
    .flatMap((file) => {
      try {
        return linesOf(readFileSync(file));
      } catch {
        return [];
      }
    });
}

function newLines(path: string, cursors: Map<string, TailCursor>): string[] {
  const lines: string[] = [];
  for (;;) {
    const news = readNewLines(path, cursors.get(path) ?? null, false);
    if (news === null) return lines;
    cursors.set(path, news.cursor);
    lines.push(...news.lines);
    if (!news.hasMore) return lines;
  }
}
