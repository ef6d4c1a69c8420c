import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../contract/error";
import { message } from "../contract/message";
import type { Paths } from "../platform/paths";
import { runCommand } from "./setup/command";

const sources = [
  "app",
  "components",
  "server/api",
  "server/contract",
  "server/domain",
  "server/engines",
  "server/platform",
  "db",
];
const files = ["instrumentation.ts", "package-lock.json", "next.config.ts", "postcss.config.mjs", "tsconfig.json"];

/** Builds the pages when there is no build of the present sources. Throws with the compiler's last lines when it fails. */
export async function ensureBuilt(paths: Paths, onProgress: (line: string) => void): Promise<void> {
  const marker = join(paths.project, ".next", "stillroom-sources");
  const digest = sourceDigest(paths.project);
  const isCurrent = existsSync(join(paths.project, ".next", "BUILD_ID")) && existsSync(marker);
  if (isCurrent && readFileSync(marker, "utf8") === digest) return;
  onProgress("Building the pages (about a minute) …");
  await runBuild(paths.project);
  writeFileSync(marker, digest);
}

function sourceDigest(project: string): string {
  const hash = createHash("sha256");
  const visit = (path: string) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (/\.(tsx?|css|mjs|json|sql)$/.test(path)) hash.update(path).update("\0").update(readFileSync(path));
  };
  for (const name of [...sources, ...files]) visit(join(project, name));
  return hash.digest("hex");
}

async function runBuild(project: string): Promise<void> {
  // The default bundler follows links below the home folder and stops at those of the Python engine.
  const next = join(project, "node_modules", "next", "dist", "bin", "next");
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runCommand(process.execPath, [next, "build", "--webpack"], { cwd: project, env });
  if (code !== 0)
    throw new AppError("unavailable", message("cli.build-failed", { words: output.slice(-2_000) }), {
      suggestion: message("cli.build-failed-next"),
    });
}
