import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { bin, project } from "./steps.mjs";

const cache = join(project, "node_modules", ".cache", "quick");

// Files share their modules here, which takes a third of the time; `npm run check` runs each by itself.
// A machine that does other things beside this must not fail a test by its slowness.
const patience = ["--testTimeout=30000", "--hookTimeout=30000"];
const unitTests = ["run", "--project", "unit", "--no-isolate", "--maxWorkers=2", "--reporter=dot", "--passWithNoTests"];
const zones = ["app", "components", "server", "db", "test", "--config", ".dependency-cruiser.cjs"];

/** Two lanes of about the same length, since the smallest machine that is worked on has two cores. */
const lanes = [
  [["types", "tsc", ["--noEmit", "--incremental", "--tsBuildInfoFile", join(cache, "types.tsbuildinfo")]]],
  [
    ["format and lint", "biome", ["check", ".", "--error-on-warnings"]],
    ["zones", "depcruise", [...zones, "--cache", join(cache, "zones"), "--cache-strategy", "content"]],
    ["unit tests of the change", "vitest", [...unitTests, ...patience, "--changed", changeBase()]],
  ],
];

/** The commit that the change began at: where the branch left the main one, else the last commit. */
function changeBase() {
  for (const branch of ["origin/HEAD", "origin/main", "main"]) {
    const { status, stdout } = spawnSync("git", ["merge-base", "HEAD", branch], { cwd: project, encoding: "utf8" });
    if (status === 0) return stdout.trim();
  }
  return "HEAD";
}

/** Runs one step; its output is shown only where it fails. Resolves with its name when it failed, else null. */
function step([name, program, args]) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(bin(program), args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
    const end = (error, code) => {
      const text = Buffer.concat(output).toString().trim() || (error?.message ?? "");
      if (code !== 0) process.stdout.write(`\n${text}\n\n`);
      const tests = name.startsWith("unit") ? `  ${testCount(text)}` : "";
      process.stdout.write(`${code === 0 ? "ok    " : "failed"}  ${seconds(started)}  ${name}${tests}\n`);
      resolve(code === 0 ? null : name);
    };
    child.once("error", (error) => end(error, 127));
    child.once("close", (code) => end(null, code ?? 1));
  });
}

/** What vitest counted, since a change may touch no test at all. */
function testCount(text) {
  return /^ *Tests +(.*)$/m.exec(stripVTControlCharacters(text))?.[1] ?? "(the change touches none)";
}

function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s`;
}

async function inOrder(steps) {
  const failed = [];
  for (const one of steps) failed.push(await step(one));
  return failed;
}

const started = performance.now();
const failed = (await Promise.all(lanes.map(inOrder))).flat().filter((name) => name !== null);
const verdict = failed.length === 0 ? "all passed" : `failed: ${failed.join(", ")}`;
process.stdout.write(`\nquick: ${verdict} after ${seconds(started).trim()}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
