import type { ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import getPort from "get-port";
import { findBrowser } from "../../server/cli/setup/browser";
import { endGroup, startStillroom, waitFor } from "./processes";
import { createHome } from "./services";

const project = resolve(import.meta.dirname, "..", "..");
const installed = resolve(project, process.env.STILLROOM_HOME ?? ".stillroom");

export type App = {
  home: string;
  url: string;
  env: Record<string, string>;
  startWeb: () => Promise<void>;
  killWeb: () => Promise<void>;
  startRunner: () => void;
  killRunner: () => Promise<void>;
  /** Process group of the runner, for signals; null while there is none. */
  runnerGroup: () => number | null;
  end: () => Promise<void>;
};

type AppOptions = { home?: string; engine?: string; runnerEnv?: Record<string, string> };

/** The built server and a runner on a free port, on a new home with the tiny pair unless a home with inputs of its own is given. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const home = options.home ?? createHome();
  const port = await getPort({ host: "127.0.0.1" });
  const url = `http://127.0.0.1:${port}`;
  const engine = options.engine ?? process.env.STILLROOM_ENGINE ?? join(installed, "engine");
  const env = { STILLROOM_HOME: home, STILLROOM_ENGINE: engine, STILLROOM_PORT: String(port) };
  if (options.home === undefined) prepareInputs(home);
  let web: ChildProcess | null = null;
  let runner: ChildProcess | null = null;
  const app: App = {
    home,
    url,
    env,
    startWeb: async () => {
      web = startStillroom(["web", "--port", String(port)], env);
      await waitFor("the dashboard to answer", () =>
        fetch(`${url}/api/trpc/host.status`).then(
          (response) => (response.ok ? true : null),
          () => null,
        ),
      );
    },
    killWeb: async () => {
      if (web) await endGroup(web);
    },
    startRunner: () => {
      runner = startStillroom(["runner"], { ...env, ...options.runnerEnv });
    },
    killRunner: async () => {
      if (runner) await endGroup(runner);
    },
    runnerGroup: () => (runner?.exitCode === null && runner.signalCode === null ? (runner.pid ?? null) : null),
    end: async () => {
      await app.killWeb();
      await app.killRunner();
    },
  };
  await app.startWeb();
  app.startRunner();
  return app;
}

/** The tiny pair and a few rows of the samples, where a person would have put them. */
function prepareInputs(home: string): void {
  mkdirSync(join(home, "models"), { recursive: true });
  mkdirSync(join(home, "data"), { recursive: true });
  for (const name of ["tiny-teacher", "tiny-student"])
    symlinkSync(join(installed, "models", "tiny", name), join(home, "models", name));
  const samples = join(project, "public", "samples");
  const head = (name: string, rows: number) =>
    `${readFileSync(join(samples, name), "utf8").split("\n").slice(0, rows).join("\n")}\n`;
  writeFileSync(join(home, "data", "train.jsonl"), head("facts-train.jsonl", 16));
  writeFileSync(join(home, "data", "reworded.jsonl"), head("facts-reworded.jsonl", 5));
  copyFileSync(join(samples, "facts-unseen.jsonl"), join(home, "data", "unseen.jsonl"));
}

/** A headless Chromium that makes no connection of its own. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === null) throw new Error("There is no Chromium; run: npx stillroom setup --tests");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
