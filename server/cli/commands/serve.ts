import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { openSoundServices } from "../../domain/open";
import { dropNote } from "../../platform/process-note";
import { localUrl } from "../address";
import { ensureBuilt } from "../build";
import { claimHome } from "../claim-home";
import { untilSignal } from "../ending";
import { keepUp, workOrGiveUp } from "../keep-up";
import { assertCanListen } from "../listen";
import { logCrashes } from "../log-crashes";
import { say } from "../output";
import { startRunner } from "../run-runner";
import { serveWeb } from "../web";

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
    .action((options: { port: string; host: string }) =>
      workOrGiveUp(async () => {
        const { paths } = openSoundServices();
        logCrashes(paths, "web");
        await serveWeb({ paths, host: options.host, port: Number(options.port), signal: untilSignal() });
        process.exit(0);
      }),
    );
  program
    .command("runner")
    .description("Run stages only")
    .action(() =>
      workOrGiveUp(async () => {
        const services = openSoundServices();
        logCrashes(services.paths, "runner");
        await startRunner(services, say, untilSignal());
      }),
    );
}

/** Builds if needed, then keeps web and runner up until `signal` aborts; either is started again when it dies. Throws `conflict` while they run on this home already. */
export async function up({ port, host }: UpOptions, signal: AbortSignal): Promise<void> {
  const services = openSoundServices();
  claimHome(services, localUrl(host, port));
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener("abort", end, { once: true });
  try {
    await assertCanListen(port, host);
    await ensureBuilt(services.paths, say).catch((error: unknown) => {
      // A build that was ended with this process has not failed.
      if (!signal.aborted) throw error;
    });
    if (signal.aborted) return;
    await keepBothUp({ port, host }, ending);
  } finally {
    signal.removeEventListener("abort", end);
    dropNote(services.paths.upNote);
  }
}

/** Ends both when one cannot be kept up. */
async function keepBothUp({ port, host }: UpOptions, ending: AbortController): Promise<void> {
  const url = localUrl(host, port);
  const commands = [["web", "--port", String(port), "--host", host], ["runner"]];
  const kept = commands.map((args) => keepUp(args, port, ending.signal));
  const both = Promise.all(kept).finally(() => ending.abort());
  try {
    await Promise.race([both, waitForWeb(url, ending.signal)]);
    if (!ending.signal.aborted) say(`Stillroom is up: ${url}`);
    await both;
  } finally {
    await Promise.allSettled(kept);
  }
}

/** Resolves when the dashboard at `url` answers, or when `signal` aborts. */
export async function waitForWeb(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answered = await fetch(`${url}/api/trpc/host.status`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await sleep(200);
  }
}
