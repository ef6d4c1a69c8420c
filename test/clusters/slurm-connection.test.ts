import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConnectionReport } from "../../server/contract/executor";
import { saying } from "../helpers/saying";
import { createExecutor } from "../helpers/slurm-attempts";
import { type SlurmCluster, startSlurm } from "../helpers/slurm-cluster";

let cluster: SlurmCluster;
const folder = mkdtempSync(join(tmpdir(), "stillroom-connection-"));
const runsFolder = join(folder, "runs");

/** A Python for which ms-swift is installed. */
function pythonWithEngine(): string {
  const facts = join(folder, "packages", "ms_swift-4.9.0.dist-info");
  mkdirSync(facts, { recursive: true });
  writeFileSync(join(facts, "METADATA"), "Metadata-Version: 2.1\nName: ms-swift\nVersion: 4.9.0\n");
  const python = join(folder, "python");
  writeFileSync(python, `#!/bin/sh\nPYTHONPATH=${folder}/packages exec python3 "$@"\n`);
  chmodSync(python, 0o755);
  return python;
}

function test(settings: Record<string, unknown> = {}): Promise<ConnectionReport> {
  return createExecutor(settings, { python: pythonWithEngine(), runsFolder }).testConnection();
}

/** What is wrong; nothing behind it may have been looked at. */
function problemOf({ ok, checks }: ConnectionReport) {
  const wrong = checks.filter(({ state }) => state === "failed");
  expect(wrong).toHaveLength(1);
  expect(ok).toBe(false);
  expect(checks).toHaveLength(9);
  return wrong[0];
}

beforeAll(async () => {
  mkdirSync(runsFolder);
  cluster = await startSlurm();
  process.env.SLURM_CONF = cluster.confFile;
});

afterAll(async () => {
  await cluster?.stop();
  delete process.env.SLURM_CONF;
});

it("finds all in order and leaves nothing behind", async () => {
  const { ok, checks, capacity } = await test();
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual(
    "settings programs reachable authorised version nodes partition python results"
      .split(" ")
      .map((name) => `${name} ok`),
  );
  expect(ok).toBe(true);
  expect(checks.find(({ name }) => name === "version")?.message).toEqual(saying(/^Slurm \d+\.\d+/));
  expect(checks.find(({ name }) => name === "python")?.message).toEqual(
    saying(/^Python 3\.\d+\.\d+ with ms-swift 4\.9\.0$/),
  );
  expect(capacity).toMatchObject({ nodeCount: 1, gpuCount: 2, usedGpus: 0, cpuCount: 2 });
  expect(readdirSync(runsFolder)).toEqual([]);
  expect(cluster.run("squeue", "-h")).toBe("");
});

it.each([
  [{ binFolder: "/nowhere" }, "programs", /sbatch, squeue, scontrol, scancel/],
  [{ partition: "nowhere" }, "partition", /partition nowhere/],
  [{ extraArgs: ["--gres=rocket:1"] }, "partition", /gres/],
  [{ extraArgs: ["--no-such-option"] }, "partition", /option/],
  [{ extraArgs: ["--array=1-3"] }, "settings", /--array=1-3/],
  [{ results: "push" }, "settings", /address/],
  [{ results: "push", pushUrl: "http://127.0.0.1:9" }, "results", /does not reach http:\/\/127\.0\.0\.1:9/],
  [{ python: "/nowhere/python" }, "python", /no \/nowhere\/python/],
  [{ python: "/usr/bin/python3" }, "python", /no ms-swift/],
])("says what is wrong with %j", async (settings, name, message) => {
  const problem = problemOf(await test(settings));
  expect(problem).toMatchObject({ name, message: saying(message), suggestion: saying(/./) });
});

it("tells that munge does not run", async () => {
  await cluster.stopMunge();
  const problem = problemOf(await test());
  await cluster.startMunge();
  expect(problem).toMatchObject({ name: "authorised", suggestion: saying("Start munged") });
});

it("tells that the controller does not answer", async () => {
  await cluster.killController();
  const problem = problemOf(await test());
  await cluster.startController();
  expect(problem).toMatchObject({ name: "reachable", message: saying("Unable to contact") });
});

it("tells that there is no configuration", async () => {
  process.env.SLURM_CONF = "/nowhere/slurm.conf";
  const problem = problemOf(await test());
  process.env.SLURM_CONF = cluster.confFile;
  expect(problem).toMatchObject({ name: "reachable", suggestion: saying("SLURM_CONF") });
});

it("tells that the nodes do not see the folder", async () => {
  const apart = await startSlurm({ hidden: runsFolder });
  process.env.SLURM_CONF = apart.confFile;
  const problem = problemOf(await test());
  await apart.stop();
  process.env.SLURM_CONF = cluster.confFile;
  expect(problem).toMatchObject({ name: "results", suggestion: saying("same path") });
});

// Last, since a controller that is killed may not have stored yet that the node is back.
it("tells of nodes that are drained, with Slurm's reason", async () => {
  const node = `NodeName=${hostname().split(".")[0]}`;
  cluster.run("scontrol", "update", node, "State=DRAIN", "Reason=new disk");
  const problem = problemOf(await test());
  cluster.run("scontrol", "update", node, "State=RESUME");
  expect(problem).toMatchObject({ name: "nodes", message: saying(/DRAIN.*new disk/) });
});
