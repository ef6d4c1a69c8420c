import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { runnerFlags } from "../../server/cli/keep-up";

/** The file that the `stillroom` command is. */
export const stillroomEntry = resolve(import.meta.dirname, "..", "..", "server", "cli", "stillroom.mjs");

/** Starts a `stillroom` command in its own process group, as `stillroom up` would. */
export function startStillroom(args: string[], env: Record<string, string>): ChildProcess {
  const flags = args[0] === "runner" ? runnerFlags : [];
  const merged = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1", ...env };
  return spawn(process.execPath, [...flags, stillroomEntry, ...args], { detached: true, stdio: "ignore", env: merged });
}

/** Runs a `stillroom` command to its end; `stdout` and `stderr` are all that it wrote. */
export async function runStillroom(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [stillroomEntry, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, stdout, stderr };
}

/** Ends a process and its whole group with `signal` and waits for it. */
export async function endGroup(child: ChildProcess, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, signal);
  await ended;
}

/** Waits until `read` gives something other than null or undefined; throws after `timeoutMs`. */
export async function waitFor<Value>(
  what: string,
  read: () => Value | null | undefined | Promise<Value | null | undefined>,
  timeoutMs = 60_000,
): Promise<Value> {
  const startedAt = Date.now();
  for (let passedMs = 0; passedMs < timeoutMs; passedMs = Date.now() - startedAt) {
    const value = await read();
    if (value !== null && value !== undefined) return value;
    // Long waits look less often, so that looking does not slow down what they wait for.
    await sleep(Math.min(1_000, 50 + passedMs / 20));
  }
  throw new Error(`Waited ${timeoutMs} ms for ${what}`);
}
