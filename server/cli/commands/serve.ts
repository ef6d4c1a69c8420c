import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { openServices } from "../../domain/open";
import { ensureBuilt } from "../build";
import { say } from "../output";
import { startRunner } from "../run-runner";
import { isPortFree } from "../setup/machine";
import { portTaken, serveWeb } from "../web";

export type UpOptions = { port: number; host: string };

/** `stillroom up`, and the two processes that it keeps up: `web` and `runner`. */
export function addServeCommands(program: Command): void {
  const port = process.env.STILLROOM_PORT ?? "3000";
  program
    .command("up")
    .description("Start web and runner and keep them up")
    .option("--port <port>", "port of the dashboard", port)
    .option("--host <host>", "address to bind", "127.0.0.1")
    .action(async (options: { port: string; host: string }) => {
      await up({ port: Number(options.port), host: options.host }, untilSignal());
    });
  program
    .command("web")
    .description("Serve the dashboard only")
    .option("--port <port>", "port of the dashboard", port)
    .option("--host <host>", "address to bind", "127.0.0.1")
    .action(async (options: { port: string; host: string }) => {
      const { paths } = openServices();
      await serveWeb({ paths, host: options.host, port: Number(options.port), signal: untilSignal() });
      process.exit(0);
    });
  program
    .command("runner")
    .description("Run stages only")
    .action(async () => {
      await startRunner(openServices(), say, untilSignal());
    });
}

/** Builds if needed, then keeps web and runner up until `signal` aborts; either is started again when it dies. */
export async function up({ port, host }: UpOptions, signal: AbortSignal): Promise<void> {
  if (!(await isPortFree(port))) throw portTaken(port);
  await ensureBuilt(openServices().paths, say);
  const web = keepUp(["web", "--port", String(port), "--host", host], port, signal);
  const runner = keepUp(["runner"], port, signal);
  await waitForWeb(port, signal);
  if (!signal.aborted) say(`Stillroom is up: http://${host}:${port}`);
  await Promise.all([web, runner]);
}

/** A runner makes much and keeps little: a small space for what is new keeps its memory a third smaller. */
export const runnerFlags = ["--max-semi-space-size=2"];

async function keepUp(args: string[], port: number, signal: AbortSignal): Promise<void> {
  let pauseMs = 500;
  while (!signal.aborted) {
    const startedAt = Date.now();
    const code = await runChild(args, port, signal);
    if (signal.aborted) return;
    pauseMs = Date.now() - startedAt > 30_000 ? 500 : Math.min(pauseMs * 2, 15_000);
    say(`stillroom ${args[0]} ended (${code ?? "killed"}); starting it again`);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

function runChild(args: string[], port: number, signal: AbortSignal): Promise<number | null> {
  const entry = new URL("../stillroom.mjs", import.meta.url).pathname;
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

/** Resolves when the dashboard answers on the loopback address, or when `signal` aborts. */
export async function waitForWeb(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answered = await fetch(`http://127.0.0.1:${port}/api/trpc/host.status`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await sleep(200);
  }
}

/** Aborts on the first SIGINT or SIGTERM. */
export function untilSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
