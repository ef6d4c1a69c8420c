import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { resumeRun, stopRun } from "../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../server/domain/runs/views/get";
import { type ClusterDemo, createClusterDemo, untilOver, untilStep } from "../helpers/demo-on-cluster";
import { type SlurmCluster, startSlurm } from "../helpers/slurm-cluster";
import { expectSuccess, expectWholeDemo } from "../helpers/whole-demo";

const hourMs = 3_600_000;

let slurm: SlurmCluster;
let demo: ClusterDemo;
let runId: string;

beforeAll(async () => {
  slurm = await startSlurm();
  demo = createClusterDemo("slurm", {}, { SLURM_CONF: slurm.confFile });
  demo.startRunner();
  runId = await demo.start();
});

afterAll(async () => {
  await demo?.killRunner();
  await slurm?.stop();
});

const distill = () => getRun(demo.services, runId).stages.find(({ key }) => key === "distill");

it("stops a training with a checkpoint", { timeout: hourMs }, async () => {
  await untilStep(demo, runId, 10);
  stopRun(demo.services.db, runId);
  expect((await untilOver(demo, runId)).status).toBe("stopped");
  expect(distill()?.exit).toMatchObject({ outcome: "stopped" });
});

it("goes on from there, and through a kill of the controller and the runner", { timeout: hourMs }, async () => {
  resumeRun(demo.services.db, runId);
  const before = await untilStep(demo, runId, 40);
  await slurm.killController();
  await demo.killRunner();
  await sleep(2_000);
  demo.startRunner();
  const { step = 0 } = before.stages.find(({ key }) => key === "distill")?.progress ?? {};
  await untilStep(demo, runId, (step ?? 0) + 10);
  expect(distill()?.attempts).toHaveLength(2);
  await slurm.startController();
  expectSuccess(await untilOver(demo, runId));
  expect(distill()?.attempts).toHaveLength(2);
});

it("has every curve whole, each step of an attempt once, and every figure of the comparison", () => {
  expectWholeDemo(demo, runId, "slurm");
});
