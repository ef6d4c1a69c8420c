// Plain Node without packages, since it runs before they are installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const say = (line) => process.stderr.write(`${line}\n`);

function fail(message, remedy) {
  say(`error: ${message}`);
  say(`remedy: ${remedy}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  fail(`Node.js ${process.versions.node} is too old`, "Install Node.js 20.9 or newer and run the same command again.");
}

function needsPackages() {
  const installed = join(project, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return true;
  // npm itself writes the two files some moments apart.
  return statSync(installed).mtimeMs + 60_000 < statSync(join(project, "package-lock.json")).mtimeMs;
}

/** A folder with the headers of the running Node, for better-sqlite3 when it has to compile; undefined where there is none. */
function nodeHeaders() {
  const prefix = join(dirname(process.execPath), "..");
  return [prefix, "/usr"].find((folder) => {
    const file = join(folder, "include", "node", "node_version.h");
    if (!existsSync(file)) return false;
    const text = readFileSync(file, "utf8");
    const version = ["MAJOR", "MINOR", "PATCH"].map((part) => text.match(`NODE_${part}_VERSION (\\d+)`)?.[1]).join(".");
    return version === process.versions.node;
  });
}

function remedyFor(output) {
  if (/ENOSPC/.test(output)) return "Free some disk space and run the same command again.";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(output)) {
    return "Check the network or npm's registry setting (npm config get registry) and run the same command again.";
  }
  if (/gyp ERR/.test(output)) {
    return "Install a C++ compiler, make and python3 (Debian: apt-get install build-essential python3), then run it again.";
  }
  return "Read the lines above, then run the same command again.";
}

function installPackages() {
  const started = Date.now();
  say("Installing npm packages (one to three minutes) …");
  const headers = nodeHeaders();
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: project,
    // npm's own output goes to stderr: stdout carries nothing but the demo's result.
    stdio: ["ignore", 2, "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      ...(headers && !process.env.npm_config_nodedir ? { npm_config_nodedir: headers } : {}),
    },
  });
  const output = result.stderr ?? String(result.error ?? "");
  process.stderr.write(output);
  if (result.signal) process.exit(130);
  if (result.status !== 0) fail("npm packages could not be installed", remedyFor(output));
  say(`npm packages are there (${Math.round((Date.now() - started) / 1000)} s)`);
}

checkNode();
if (needsPackages()) installPackages();
if (process.argv.includes("--packages-only")) process.exit(0);
const cli = join(project, "server", "cli", "stillroom.mjs");
const child = spawn(process.execPath, [cli, "demo", ...process.argv.slice(2)], {
  cwd: project,
  stdio: "inherit",
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
});
// A terminal sends Ctrl-C to the child too; this process only waits for it, and hands on what is sent to it alone.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
