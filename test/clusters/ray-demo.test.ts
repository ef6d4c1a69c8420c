import { afterAll, beforeAll, expect, it } from "vitest";
import { resumeRun, stopRun } from "../../server/domain/runs/control";
import { getRun } from "../../server/domain/runs/get";
import { attemptFacts, type ClusterDemo, createClusterDemo, untilOver, untilStep } from "../helpers/demo-on-cluster";
import { waitFor } from "../helpers/processes";
import { type RayCluster, startRay } from "../helpers/ray-cluster";

const hourMs = 3_600_000;

let ray: RayCluster;
let demo: ClusterDemo;
let runId: string;

beforeAll(async () => {
  ray = await startRay({ gpus: 2, cpus: 2 });
  demo = createClusterDemo("ray", { address: ray.address });
  demo.startRunner();
  runId = await demo.start();
});

afterAll(async () => {
  await demo?.killRunner();
  await ray?.end();
});

const distill = () => getRun(demo.services, runId).stages.find(({ key }) => key === "distill");

it("stops a training with a checkpoint", { timeout: hourMs }, async () => {
  await untilStep(demo, runId, 10);
  stopRun(demo.services.db, runId);
  expect((await untilOver(demo, runId)).status).toBe("stopped");
  expect(distill()?.exit).toMatchObject({ outcome: "stopped" });
});

it("goes on from there, and by itself when Ray's head is killed and comes back", { timeout: hourMs }, async () => {
  resumeRun(demo.services.db, runId);
  await untilStep(demo, runId, 60);
  await ray.kill();
  const lost = await waitFor("the loss to be noticed", () =>
    distill()?.attempts.find(({ status }) => status === "lost"),
  );
  expect(lost.exit?.message).toMatch(/Ray/);
  await demo.killRunner();
  demo.startRunner();
  await ray.start();
  const run = await untilOver(demo, runId);
  expect(run.stages.map(({ key, status, exit }) => [key, status, exit?.message ?? null])).toEqual(
    run.stages.map(({ key }) => [key, "succeeded", "Succeeded"]),
  );
});

it("has every curve whole, each step of an attempt once, and every figure of the comparison", () => {
  const facts = attemptFacts(demo);
  expect(new Set(facts.map(({ executor }) => executor))).toEqual(new Set(["ray"]));
  for (const { stageKey, number, unread, steps } of facts) {
    expect(unread, `${stageKey} ${number}`).toEqual([]);
    expect(steps).toEqual([...new Set(steps)].sort((left, right) => left - right));
  }
  const trained = new Set(facts.flatMap(({ steps }) => steps));
  expect([...trained].sort((left, right) => left - right)).toEqual(
    Array.from({ length: 128 }, (_, index) => index + 1),
  );
  const { evaluations } = getRun(demo.services, runId);
  expect(evaluations).toHaveLength(8);
  for (const { scores, latencyMs } of evaluations) {
    expect(Object.values(scores).map(({ n }) => n)).toContain(60);
    expect(latencyMs.p50).toBeGreaterThan(0);
  }
});
