// Plain Node without packages, since `npm test` may run before they are installed.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

export const project = join(import.meta.dirname, "..");
export const results = join(project, "test-results");

/** Runs a program in its own process group; resolves with its exit code. */
export function run(program, args, env = {}) {
  const started = Date.now();
  process.stderr.write(`\n▶ ${program} ${args.join(" ")}\n`);
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: project,
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    const end = () => child.pid && process.kill(-child.pid, "SIGTERM");
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
    child.once("error", () => resolve(127));
    child.once("exit", (code) => {
      process.removeListener("SIGINT", end);
      process.removeListener("SIGTERM", end);
      process.stderr.write(
        `  ${code === 0 ? "ok" : `exit code ${code}`} after ${((Date.now() - started) / 1000).toFixed(0)} s\n`,
      );
      resolve(code ?? 1);
    });
  });
}

/** The local program of an installed package. */
export function bin(name) {
  return join(project, "node_modules", ".bin", name);
}

/** Python of the engine installation. */
export function enginePython() {
  const home = resolve(project, process.env.STILLROOM_HOME ?? ".stillroom");
  return join(process.env.STILLROOM_ENGINE ?? join(home, "engine"), "venv", "bin", "python");
}

/** Counts of pytest's JUnit file; one failure when it wrote none. */
export function countJunit(file, code) {
  try {
    const head = readFileSync(file, "utf8");
    const count = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
    const failed = count("failures") + count("errors");
    const passed = count("tests") - failed - count("skipped");
    return { passed, failed: failed + (code !== 0 && failed === 0 ? 1 : 0) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Counts of a reporter's JSON file; one failure when the runner died before it wrote any. */
export function countVitest(file, code) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1 };
  const failed = report.numFailedTests + (code !== 0 && report.numFailedTests === 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed };
}

export function countPlaywright(file, code) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed + (code !== 0 && failed === 0 ? 1 : 0) };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

export function removeReport(file) {
  rmSync(file, { force: true });
}

export function sum(counts) {
  return counts.reduce((all, { passed, failed }) => ({ passed: all.passed + passed, failed: all.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/** Prints the closing line and sets the exit code. */
export function close({ passed, failed }) {
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
