import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { clusters, runners } from "../../db/schema/index";
import { verbatim } from "../../server/contract/message";
import {
  findCluster,
  getCluster,
  requestTest,
  saveCluster,
  settingsOf,
} from "../../server/domain/placement/executors/clusters";
import { listQueue } from "../../server/domain/placement/queue/list";
import { createRun } from "../../server/domain/runs/control/create";
import { cancelRun } from "../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { createMemory } from "../../server/runner/memory";
import { tick } from "../../server/runner/runner";
import { createFakeInputs } from "../helpers/fake-engine";
import { saying } from "../helpers/saying";
import { createHome, createServices } from "../helpers/services";
import { createSimulatedCluster, type SimulatedCluster } from "../helpers/simulated-cluster";
import { createSimulation } from "../helpers/simulated-executor";

let home: string;
let services: Services;
let cluster: SimulatedCluster;
let clock: number;
let memory: ReturnType<typeof createMemory>;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
  cluster = createSimulatedCluster();
  clock = Date.now();
  memory = createMemory();
  saveCluster(services, { kind: "ray", settings: {} });
});

const now = () => clock;

/** One look of the runner, and the end of what it began on the cluster. */
async function look(): Promise<void> {
  services.db.update(clusters).set({ askedAt: null }).where(eq(clusters.kind, "ray")).run();
  const executor = createSimulation(0, now, () => 1_000);
  await tick({ services, executor, clusters: () => cluster, log: () => undefined, now }, memory);
  await Promise.all(memory.clusterWork.values());
}

async function looks(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await look();
}

const beatOf = (beatAt: number) => ({ id: "host", pid: 1, startedAt: beatAt, beatAt, gpusJson: "[]" });

async function startRun(resources: object = {}): Promise<string> {
  const recipe = createFakeInputs(home, { lines: 1, perSecond: 1 });
  const { runId } = await createRun(services, { recipe: { ...recipe, resources: { executor: "ray", ...resources } } });
  return runId;
}

const firstOf = (runId: string) => getRun(services, runId).stages[0];

it("hands a stage over with what it asks for", async () => {
  const runId = await startRun({ gpus: 1, stages: { distill: { cpus: 3, gpus: 2 } } });
  await looks(3);
  expect(cluster.jobs.map(({ resources }) => resources)).toMatchObject([{ gpus: 2, cpus: 3, nodes: 1 }]);
  expect(cluster.jobs[0]?.env.CUDA_VISIBLE_DEVICES).toBeUndefined();
  expect(firstOf(runId)?.attempts[0]).toMatchObject({ executor: "ray", job: cluster.jobs[0]?.attemptId, gpus: null });
});

it("keeps stages in the queue while the cluster does not answer, and says so", async () => {
  cluster.mood = "away";
  await startRun();
  await looks(3);
  expect(getCluster(services, "ray").problem).toEqual(saying("Ray does not answer"));
  services.db.insert(runners).values(beatOf(Date.now())).run();
  expect(listQueue(services.db).map(({ reason }) => reason)).toEqual([{ kind: "unreachable", executor: "ray" }]);
  cluster.mood = "takes";
  await looks(3);
  expect(cluster.jobs).toHaveLength(1);
});

it("shows why a stage is not taken, and takes it when the cluster is back", async () => {
  await look();
  const runId = await startRun();
  await look();
  cluster.mood = "away";
  await look();
  expect(firstOf(runId)).toMatchObject({ status: "starting", progress: { phase: saying("Ray does not answer") } });
  cluster.mood = "takes";
  await look();
  expect(cluster.jobs).toHaveLength(0);
  clock += 6_000;
  await look();
  expect(cluster.jobs).toHaveLength(1);
});

it("ends a stage that is cancelled before the cluster has it", async () => {
  await look();
  const runId = await startRun();
  await look();
  cluster.mood = "away";
  cancelRun(services.db, runId);
  await look();
  expect(getRun(services, runId).status).toBe("cancelled");
  expect(cluster.cancelled).toHaveLength(1);
});

it("fails a stage that the cluster refuses, in its words", async () => {
  cluster.mood = "refuses";
  const runId = await startRun();
  await looks(3);
  expect(firstOf(runId)).toMatchObject({
    status: "failed",
    exit: { message: saying("The stage could not be started: Ray refuses: no such resource") },
  });
});

it("never takes an attempt for lost because the cluster does not answer", async () => {
  const runId = await startRun();
  await looks(4);
  cluster.mood = "away";
  await looks(3);
  expect(firstOf(runId)?.status).toBe("running");
  cluster.mood = "takes";
  cluster.state = { state: "lost", cause: verbatim("Ray's head was restarted") };
  await look();
  const stage = firstOf(runId);
  expect(stage?.attempts[0]).toMatchObject({ status: "lost", exit: { message: saying(/Ray's head was restarted/) } });
  expect(stage?.retryAt).toBe(clock);
});

it("goes on with one cluster where the settings of another cannot be read", async () => {
  saveCluster(services, { kind: "slurm", settings: {} });
  services.db.update(clusters).set({ settingsJson: "{" }).where(eq(clusters.kind, "slurm")).run();
  expect(getCluster(services, "slurm").settings).toBeNull();
  const clusterOf = (kind: "ray" | "slurm") => {
    const row = kind === "slurm" ? findCluster(services.db, kind) : null;
    if (row !== null) settingsOf(row);
    return cluster;
  };
  const runId = await startRun();
  await looks(2);
  const lines: string[] = [];
  const executor = createSimulation(0, now, () => 1_000);
  for (let index = 0; index < 3; index += 1) {
    await tick({ services, executor, clusters: clusterOf, log: (line) => lines.push(line), now }, memory);
    await Promise.all(memory.clusterWork.values());
  }
  expect(lines.filter((line) => line.includes("settings of Slurm cannot be read"))).toHaveLength(1);
  expect(getRun(services, runId).status).toBe("running");
  expect(cluster.jobs).toHaveLength(1);
});

it("is not held up by a slow cluster", async () => {
  await startRun();
  await look();
  cluster.answerMs = 500;
  const local = createFakeInputs(home, { lines: 1, perSecond: 1 });
  const { runId } = await createRun(services, { recipe: { ...local, data: { ...local.data, seed: 7 } } });
  const began = performance.now();
  const executor = createSimulation(0, now, () => 60_000);
  await tick({ services, executor, clusters: () => cluster, log: () => undefined, now }, memory);
  expect(performance.now() - began).toBeLessThan(400);
  expect(firstOf(runId)?.attempts).toHaveLength(1);
  await Promise.all(memory.clusterWork.values());
});

it("tests a connection when a person asks", async () => {
  requestTest(services, "ray");
  await look();
  expect(getCluster(services, "ray")).toMatchObject({
    isTesting: false,
    report: { ok: true },
    capacity: { gpuCount: 2 },
  });
});
