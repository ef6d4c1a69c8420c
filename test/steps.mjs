// Plain Node without packages, since `npm test` may run before they are installed.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

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

/** A program of the engine installation, such as its Python. */
export function engineProgram(name) {
  const home = resolve(project, process.env.STILLROOM_HOME ?? ".stillroom");
  return join(process.env.STILLROOM_ENGINE ?? join(home, "engine"), "venv", "bin", name);
}

/** What pytest's JUnit file tells: counts and the names of what failed; one failure when it wrote none. */
export function countJunit(file, code) {
  try {
    const report = readFileSync(file, "utf8");
    const count = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(report)?.[1] ?? 0);
    const failures = [...report.matchAll(/<testcase ([^>]*)>\s*<(?:failure|error)\b/g)].map(
      ([, attributes]) => `${attribute(attributes, "classname")} › ${attribute(attributes, "name")}`,
    );
    const failed = count("failures") + count("errors");
    return counts(count("tests") - failed - count("skipped"), failed, failures, code, file);
  } catch {
    return died(file);
  }
}

function attribute(attributes, name) {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
}

/** What a JSON report of vitest tells; one failure when it died before it wrote any. */
export function countVitest(file, code) {
  const report = readReport(file);
  if (report === null) return died(file);
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    const lines = failed.map(
      ({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}${place(failureMessages[0])}`,
    );
    if (lines.length === 0 && message) lines.push(firstLine(message));
    return lines.map((line) => `${relative(project, name)} › ${line}`);
  });
  // Tests of a file whose set-up failed count as skipped.
  return counts(report.numPassedTests, Math.max(report.numFailedTests, failures.length), failures, code, file);
}

/** What a JSON report of Playwright tells; a test that only passed when tried again counts as failed. */
export function countPlaywright(file, code) {
  const report = readReport(file);
  if (report === null) return died(file);
  const { expected, unexpected, flaky } = report.stats;
  const failures = report.suites.flatMap(specs).filter(({ ok, isFlaky }) => !ok || isFlaky);
  const names = failures.map(({ file: spec, title, tests }) => {
    const error = tests.flatMap(({ results }) => results).find((result) => result.error)?.error;
    return `${spec} › ${title}: ${firstLine(error?.message)}`;
  });
  return counts(expected, unexpected + flaky, names, code, file);
}

function specs({ specs: own = [], suites = [] }) {
  const listed = own.map((spec) => ({ ...spec, isFlaky: spec.tests.some(({ status }) => status === "flaky") }));
  return [...listed, ...suites.flatMap(specs)];
}

function counts(passed, failed, failures, code, file) {
  if (code === 0 || failed > 0) return { passed, failed, failures };
  return {
    passed,
    failed: 1,
    failures: [`${name(file)}: every test passed, but the program ended with exit code ${code}`],
  };
}

function firstLine(text = "") {
  return stripVTControlCharacters(text).split("\n")[0];
}

/** The line of a test that an error came from, in brackets; empty when its stack names none. */
function place(text = "") {
  const line = /\btest\/[^\s()]+\.test\.tsx?:\d+/.exec(stripVTControlCharacters(text));
  return line === null ? "" : ` (${line[0]})`;
}

function died(file) {
  return { passed: 0, failed: 1, failures: [`${name(file)}: ended before it wrote its report`] };
}

function name(file) {
  return basename(file, extname(file));
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
  return {
    passed: counts.reduce((all, { passed }) => all + passed, 0),
    failed: counts.reduce((all, { failed }) => all + failed, 0),
    failures: counts.flatMap(({ failures }) => failures),
  };
}

/** Prints what failed and the closing line, and sets the exit code. */
export function close({ passed, failed, failures }) {
  for (const failure of failures) process.stdout.write(`\nfailed: ${failure}`);
  process.stdout.write(`\n\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
