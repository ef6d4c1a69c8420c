import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  bin,
  close,
  countJunit,
  countVitest,
  engineProgram,
  project,
  removeReport,
  results,
  run,
  sum,
} from "./steps.mjs";

const gates = [
  [bin("biome"), ["check", ".", "--error-on-warnings"]],
  [bin("next"), ["typegen"]],
  [bin("tsc"), ["--noEmit", "--incremental", "false"]],
  [bin("depcruise"), ["app", "components", "server", "db", "test", "--config", ".dependency-cruiser.cjs"]],
  [bin("knip"), []],
  [engineProgram("ruff"), ["check"]],
  [engineProgram("ruff"), ["format", "--check"]],
  [bin("pyright"), ["--warnings", "--pythonpath", engineProgram("python")]],
];

/** All gates in order, each counted as one test, then unit, plugin and integration tests, then the build. Needs the engine for the integration tests. */
export async function check() {
  const counts = [];
  for (const [program, args] of gates) counts.push(await gate(program, args));
  counts.push(await vitest("unit"));
  counts.push(await pytest());
  counts.push(await vitest("integration"));
  counts.push(await gate(process.execPath, ["server/cli/stillroom.mjs", "build"]));
  return sum(counts);
}

async function gate(program, args) {
  const code = await run(program, args);
  if (code === 0) return { passed: 1, failed: 0, failures: [] };
  return { passed: 0, failed: 1, failures: [`${basename(program)} ${args.join(" ")}`] };
}

async function pytest() {
  const file = join(results, "plugin.xml");
  removeReport(file);
  const code = await run(engineProgram("python"), [
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    "test/plugin",
    `--junitxml=${file}`,
  ]);
  return countJunit(file, code);
}

/** One project of the unit tests' runner. */
export async function vitest(name) {
  const file = join(results, `${name}.json`);
  mkdirSync(results, { recursive: true });
  removeReport(file);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run(bin("vitest"), ["run", "--project", name, ...reporters]);
  return countVitest(file, code);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? project).href) close(await check());
