import { existsSync } from "node:fs";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { runCommand } from "./command";
import type { Progress } from "./install";

const browserCommands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The Chromium that the browser tests use: `CHROMIUM_PATH`, one on the PATH, or Playwright's own; null when there is none. */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null;
  for (const command of browserCommands) {
    const path = (env.PATH ?? "")
      .split(":")
      .map((folder) => `${folder}/${command}`)
      .find((candidate) => existsSync(candidate));
    if (path) return path;
  }
  return playwrightBrowser();
}

/** Finds or installs Chromium for the browser tests and returns its path; throws `missing-dependency` with a remedy. */
export async function setUpBrowser({ onProgress }: { onProgress: Progress }): Promise<string> {
  const found = await findBrowser();
  if (found) return found;
  onProgress("Installing Chromium for the browser tests");
  await runCommand("npx", ["playwright", "install", "chromium"], { timeoutMs: 600_000 });
  const own = await findBrowser();
  if (own) return own;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    onProgress("Installing Chromium with apt-get");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await runCommand("apt-get", ["update"], { env });
    await runCommand("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
    const system = await findBrowser();
    if (system) return system;
  }
  throw new AppError("missing-dependency", message("setup.no-browser"), {
    suggestion: message("setup.no-browser-next"),
  });
}

async function playwrightBrowser(): Promise<string | null> {
  try {
    const { chromium } = await import("@playwright/test");
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
