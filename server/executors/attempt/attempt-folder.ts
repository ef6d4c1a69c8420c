import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type AttemptExit, attemptExitSchema } from "../executor";

export const identitySchema = z.object({
  pid: z.number().int(),
  startTicks: z.number().int().nullable(),
  bootId: z.string().nullable(),
  pidNamespace: z.string().nullish(),
});
/** The wrapper's process: pid with the namespace that it counts in, start in clock ticks since boot, and the boot; null where the platform does not tell. */
export type Identity = z.infer<typeof identitySchema>;

/** How the attempt ended, by its own word; null while it has not. */
export function readExit(directory: string): AttemptExit | null {
  return readJson(join(directory, "exit.json"), attemptExitSchema);
}

/** The wrapper that holds the attempt, from `start.json` or, before the command runs, from `lock`. */
export function readIdentity(directory: string): Identity | null {
  return readJson(join(directory, "start.json"), identitySchema) ?? readJson(join(directory, "lock"), identitySchema);
}

/** True once the wrapper has started the command. */
export function hasStarted(directory: string): boolean {
  return existsSync(join(directory, "start.json"));
}

/** True when some wrapper has taken the attempt, running or not. */
export function isTaken(directory: string): boolean {
  return existsSync(join(directory, "lock"));
}

/** Ms since the wrapper last beat; null when it never did. */
export function heartbeatAgeMs(directory: string): number | null {
  try {
    return Date.now() - statSync(join(directory, "heartbeat")).mtimeMs;
  } catch {
    return null;
  }
}

/** What the wrapper wrote when it last beat; null when it never did. */
export function readHeartbeat(directory: string): string | null {
  try {
    return readFileSync(join(directory, "heartbeat"), "utf8");
  } catch {
    return null;
  }
}

/** Leaves a wish for the wrapper, which looks several times a second. Asking twice is the same as once. */
export function leaveWish(directory: string, wish: "stop" | "cancel"): void {
  const file = join(directory, wish);
  if (!existsSync(file)) writeFileSync(file, "");
}

/** Ms since the attempt was asked to end at once; null when it was not. */
export function askedToCancelMs(directory: string): number | null {
  try {
    return Date.now() - statSync(join(directory, "cancel")).mtimeMs;
  } catch {
    return null;
  }
}

/** Takes an attempt in the place of a wrapper, so that what still starts ends at once. False when a wrapper was first. */
export function takeUnstarted(directory: string): boolean {
  const lock = join(directory, "lock");
  try {
    writeFileSync(lock, JSON.stringify({ unstarted: true }), { flag: "wx" });
    return true;
  } catch {
    return readJson(lock, unstartedSchema) !== null;
  }
}

/**
 * Ends an attempt that no wrapper has taken yet: takes it, so that none can, and writes its last word. False when a wrapper
 * was first. May be called again where it broke off half-way.
 */
export function endUnstarted(directory: string, wish: "stop" | "cancel"): boolean {
  if (!takeUnstarted(directory)) return false;
  const exit: AttemptExit = {
    exitCode: null,
    signal: null,
    outcomeHint: wish === "stop" ? "stopped" : "cancelled",
    oomKill: false,
    message: null,
  };
  const partial = join(directory, ".exit.json.partial");
  writeFileSync(partial, JSON.stringify({ ...exit, endedAtMs: Date.now() }));
  renameSync(partial, join(directory, "exit.json"));
  return true;
}

/** The last words of a wrapper that could not even begin. */
export function readWrapperLog(directory: string): string {
  try {
    return readFileSync(join(directory, "wrapper.log"), "utf8").trim().slice(-500);
  } catch {
    return "";
  }
}

const unstartedSchema = z.object({ unstarted: z.literal(true) });

// A look at many attempts several times a second finds most of these files missing.
function readJson<Value>(file: string, schema: z.ZodType<Value>): Value | null {
  if (!existsSync(file)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
