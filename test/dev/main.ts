import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { localUrl } from "../../server/cli/address";
import { waitForWeb } from "../../server/cli/commands/serve";
import { untilSignal } from "../../server/cli/ending";
import { reportError, say } from "../../server/cli/output";
import { serveWeb } from "../../server/cli/web";
import { openServices } from "../../server/domain/open";
import { type Paths, resolvePaths } from "../../server/platform/paths";
import { installFakeEngine } from "../fake-engine/install";
import { makeSampleModels } from "./home";
import { assertHomeOfSamples, seedOnce } from "./seed";

const host = "127.0.0.1";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string" } } });
  const port = Number(values.port ?? process.env.STILLROOM_PORT ?? 3000);
  process.env.STILLROOM_PORT = String(port);
  const paths = resolvePaths();
  const started = performance.now();
  const passed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  assertHomeOfSamples(paths.home);
  installFakeEngine(paths.engine);
  makeSampleModels(paths.home);
  if (await seedOnce(paths.home, openServices)) say(`Sample runs are made (${passed()})`);
  const ending = untilSignal();
  const runner = startRunner(paths);
  const web = serveWeb({ paths, host, port, signal: ending, dev: true });
  const url = localUrl(host, port);
  const isUp = waitForWeb(url, ending).then(() => say(`Stillroom with made-up runs: ${url} (${passed()})`));
  try {
    await Promise.all([web, isUp]);
  } finally {
    await end(runner);
  }
}

/** A runner that starts again when a file that it uses changes; what it started goes on meanwhile. */
function startRunner({ project }: Paths): ChildProcess {
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  const args = [tsx, "watch", "--clear-screen=false", join(project, "server", "cli", "main.ts"), "runner"];
  return spawn(process.execPath, args, { cwd: project, stdio: ["ignore", 2, 2] });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

await main().catch(reportError);
process.exit();
