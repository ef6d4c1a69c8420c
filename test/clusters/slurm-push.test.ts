import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stages } from "../../db/schema/index";
import { pushToken } from "../../server/domain/placement/ingest/token";
import { createRun } from "../../server/domain/runs/control/create";
import type { AttemptJob } from "../../server/executors/executor";
import { promoteStages } from "../../server/runner/promote";
import { claimStage } from "../../server/runner/start";
import { onCpu, place, readFileOf, until, untilOver } from "../helpers/attempts";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { type IngestServer, startIngest } from "../helpers/ingest-server";
import { createHome, createServices } from "../helpers/services";
import { createExecutor } from "../helpers/slurm-attempts";
import { type SlurmCluster, startSlurm } from "../helpers/slurm-cluster";

const commands = resolve(import.meta.dirname, "..", "fixtures", "attempt-commands.py");
const home = createHome();
const services = createServices(home, createFakeEngine(home));
let cluster: SlurmCluster;
let server: IngestServer;

beforeAll(async () => {
  cluster = await startSlurm({ hidden: home });
  process.env.SLURM_CONF = cluster.confFile;
  server = await startIngest(services);
});

afterAll(async () => {
  await server?.end();
  await cluster?.stop();
  delete process.env.SLURM_CONF;
});

/** A stored attempt of a new run that runs one of the fixture's commands on a node that does not see the dashboard's folder. */
async function createJob(...command: string[]): Promise<AttemptJob> {
  const { runId: id } = await createRun(services, { recipe: createFakeInputs(home, { lines: 1, perSecond: 1 }) });
  promoteStages(services);
  const stage = services.db
    .select()
    .from(stages)
    .all()
    .find(({ status, runId }) => status === "ready" && runId === id);
  if (stage === undefined) throw new Error("No stage is ready");
  const claimed = await claimStage(services, stage, { executor: "slurm", gpus: [], hasGpus: false, alone: true });
  if (claimed === null) throw new Error("The stage was not claimed");
  const { directory } = claimed;
  const push = { url: `${server.url}/${claimed.id}`, token: pushToken(services.paths, claimed.id) };
  const argv = ["python3", commands, ...command];
  return { attemptId: claimed.id, directory, argv, env: {}, cwd: directory, resources: onCpu, push };
}

const executor = () => createExecutor({ results: "push", pushUrl: "http://127.0.0.1:1" }, { python: pythonPath });
const pythonPath = "/usr/bin/python3";

it("brings every line and file back from a node that shares no folder", async () => {
  const job = await createJob("results", "2000");
  const where = await place(executor(), job);
  const state = await untilOver(executor(), where, 60_000);
  expect(state).toMatchObject({ state: "ended", exit: { exitCode: 0, outcomeHint: "exited" } });
  const lines = (readFileOf(job, "out.log") ?? "").trim().split("\n");
  expect(lines).toEqual(Array.from({ length: 2000 }, (_, number) => `line ${number}`));
  expect(readFileSync(join(job.directory, "model", "weights.bin"))).toHaveLength(9 * 2 ** 20);
});

it("saves and ends when it is stopped from there", async () => {
  const job = await createJob("patient");
  const where = await place(executor(), job);
  await until(() => (readFileOf(job, "out.log") ?? "").includes("waiting"));
  await executor().stop(where);
  const state = await untilOver(executor(), where, 60_000);
  expect(state).toMatchObject({ state: "ended", exit: { exitCode: 0, outcomeHint: "stopped" } });
  expect(existsSync(join(job.directory, "checkpoint"))).toBe(true);
});
