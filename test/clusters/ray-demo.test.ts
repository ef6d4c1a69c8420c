import { afterAll, beforeAll, expect, it } from "vitest";
import { words } from "../../server/cli/language";
import { resumeRun, stopRun } from "../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../server/domain/runs/views/get";
import { type ClusterDemo, createClusterDemo, untilOver, untilStep } from "../helpers/demo-on-cluster";
import { waitFor } from "../helpers/processes";
import { type RayCluster, startRay } from "../helpers/ray-cluster";
import { expectSuccess, expectWholeDemo } from "../helpers/whole-demo";

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
  expect(lost.exit && words(lost.exit.message)).toMatch(/Ray/);
  await demo.killRunner();
  demo.startRunner();
  await ray.start();
  expectSuccess(await untilOver(demo, runId));
});

it("has every curve whole, each step of an attempt once, and every figure of the comparison", () => {
  expectWholeDemo(demo, runId, "ray");
});
