import { spawn } from "node:child_process";
import type { Command } from "commander";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import type { RunDetail } from "../../contract/run";
import { openServices } from "../../domain/open";
import { isRunnerAlive } from "../../domain/placement/host/beat";
import { readDemoRecipe } from "../../domain/recipes/suggest";
import { startRecipe } from "../../domain/runs/control/create";
import type { Services } from "../../domain/services";
import { readNote } from "../../platform/process-note";
import { dashboardUrl, localUrl, runUrl } from "../address";
import { describeComparison } from "../comparison";
import { untilSignal } from "../ending";
import { assertCanListen } from "../listen";
import { print, say } from "../output";
import { makeDemoPair } from "../setup/demo-pair";
import { setUpEngine } from "../setup/install";
import { waitForRun } from "./runs";
import { up, waitForWeb } from "./serve";

const host = "127.0.0.1";

type Options = { port: string; wait?: boolean; json?: boolean };

/** `stillroom demo`: set-up, web and runner, the demo run. */
export function addDemoCommand(program: Command): void {
  program
    .command("demo")
    .description("Set up what is missing, start web and runner, run the demo recipe")
    .option("--port <port>", "port of the dashboard", process.env.STILLROOM_PORT ?? "3000")
    .option("--wait", "end when the run has ended; exit code 0 only when the student became better")
    .option("--json", "print one JSON value (with --wait)")
    .action(demo);
}

async function demo(options: Options): Promise<void> {
  const port = Number(options.port);
  const services = openServices();
  const isUp = await answers(services);
  if (!isUp) await assertCanListen(port, host);
  await setUpEngine({ paths: services.paths, onProgress: say });
  await makeDemoPair({ paths: services.paths, onProgress: say });
  const ending = new AbortController();
  const interrupted = untilSignal();
  interrupted.addEventListener("abort", () => ending.abort());
  const serving = isUp ? Promise.resolve() : up({ port, host }, ending.signal);
  await Promise.race([serving, waitForWeb(isUp ? dashboardUrl(services.paths) : localUrl(host, port), ending.signal)]);
  const { runId } = await startRecipe(services, requireDemoRecipe(services));
  const url = runUrl(services.paths, runId);
  say(`Demo run: ${url}`);
  if (options.wait) {
    const run = await Promise.race([waitForRun(services, runId, say), aborted(interrupted)]);
    report(run, url, options);
    ending.abort();
  } else openBrowser(url);
  await serving;
}

function report(run: RunDetail, url: string, options: Options): void {
  print({ runId: run.id, url, ...run }, options, describeComparison);
  if (run.status !== "succeeded" || !isBetter(run)) process.exitCode = 1;
}

/** True when the distilled student beats the untouched one on the first held-out set. */
function isBetter({ headline }: RunDetail): boolean {
  return headline !== null && (headline.quality ?? 0) > (headline.qualityBase ?? 1);
}

function requireDemoRecipe(services: Services) {
  const recipe = readDemoRecipe(services.paths);
  if (recipe === null)
    throw new AppError("missing-dependency", message("setup.no-demo-pair"), {
      suggestion: message("setup.run-setup-next"),
    });
  return recipe;
}

/** True when web and runner of this home are up, on whatever port. */
async function answers({ db, paths }: Services): Promise<boolean> {
  if (!isRunnerAlive(db) || readNote(paths.webNote) === null) return false;
  return fetch(`${dashboardUrl(paths)}/api/trpc/host.status`).then(
    (response) => response.ok,
    () => false,
  );
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const error = new AppError("unavailable", message("cli.interrupted"), {
      suggestion: message("cli.interrupted-next"),
    });
    signal.addEventListener("abort", () => reject(error));
  });
}

function openBrowser(url: string): void {
  const hasDisplay = process.platform === "darwin" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!hasDisplay || process.env.CI) return;
  const program = process.platform === "darwin" ? "open" : "xdg-open";
  spawn(program, [url], { stdio: "ignore", detached: true })
    .on("error", () => say(`Open ${url} in a browser`))
    .unref();
}
