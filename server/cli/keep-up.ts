import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, type ErrorCode } from "../contract/error";
import { message } from "../contract/message";
import { reportError, say } from "./output";

/** A runner makes much and keeps little: a small space for what is new keeps its memory a third smaller. */
export const runnerFlags = ["--max-semi-space-size=2"];

/** Exit code of a process that would end in the same way again (sysexits' EX_CONFIG). */
const hopelessCode = 78;
const hopeless: readonly ErrorCode[] = ["conflict", "damaged-database"];

/** Does the work of a process that is kept up; an error that another try cannot mend is reported so that none is made. */
export async function workOrGiveUp(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || !hopeless.includes(error.code)) throw error;
    reportError(error);
    process.exitCode = hopelessCode;
  }
}

/** Keeps `stillroom <args>` up until `signal` aborts: starts it again when it dies. Throws when it says that this is of no use. */
export async function keepUp(args: string[], port: number, signal: AbortSignal): Promise<void> {
  let pauseMs = 500;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const code = await runChild(args, port, signal);
    if (signal.aborted) return;
    if (code === hopelessCode)
      throw new AppError("unavailable", message("cli.cannot-run", { command: args[0] ?? "" }), {
        suggestion: message("cli.cannot-run-next"),
      });
    pauseMs = performance.now() - startedAt > 30_000 ? 500 : Math.min(pauseMs * 2, 15_000);
    say(`stillroom ${args[0]} ended (${code ?? "killed"}); starting it again`);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

function runChild(args: string[], port: number, signal: AbortSignal): Promise<number | null> {
  const entry = new URL("./stillroom.mjs", import.meta.url).pathname;
  const env = {
    ...process.env,
    STILLROOM_PORT: String(port),
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const flags = args[0] === "runner" ? runnerFlags : [];
  return new Promise((resolve) => {
    // Its own process group, so that Ctrl+C reaches only this process, which then ends both in order.
    const child = spawn(process.execPath, [...flags, entry, ...args], { detached: true, stdio: ["ignore", 2, 2], env });
    const end = () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM");
    signal.addEventListener("abort", end, { once: true });
    child.once("exit", (code) => {
      signal.removeEventListener("abort", end);
      resolve(code);
    });
  });
}
