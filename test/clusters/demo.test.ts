import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { words } from "../../server/cli/language";
import { resumeRun, stopRun } from "../../server/domain/runs/control/end-and-retry";
import { type ClusterDemo, createClusterDemo, untilOver, untilStep } from "../helpers/demo-on-cluster";
import { waitFor } from "../helpers/processes";
import { type RayCluster, startRay } from "../helpers/ray-cluster";
import { type SlurmCluster, startSlurm } from "../helpers/slurm-cluster";
import { expectSuccess, expectWholeDemo } from "../helpers/whole-demo";

const hourMs = 3_600_000;
const steps = 70;

let slurm: SlurmCluster;
let ray: RayCluster;
let demo: ClusterDemo;
let runId: string;

beforeAll(async () => {
  slurm = await startSlurm();
  ray = await startRay({ gpus: 2, cpus: 2 });
  demo = createClusterDemo({ slurm: {}, ray: { address: ray.address } }, { SLURM_CONF: slurm.confFile });
  demo.startRunner();
});

afterAll(async () => {
  await demo?.killRunner();
  await ray?.end();
  await slurm?.stop();
});

const distill = () => demo.run(runId).stages.find(({ key }) => key === "distill");

async function stopWithCheckpoint(): Promise<void> {
  await untilStep(demo, runId, 10);
  stopRun(demo.services.db, runId);
  expect((await untilOver(demo, runId)).status).toBe("stopped");
  expect(distill()?.exit).toMatchObject({ outcome: "stopped" });
}

describe("the demo on Slurm", () => {
  it("stops a training with a checkpoint", { timeout: hourMs }, async () => {
    runId = await demo.start("slurm", { maxSteps: steps });
    await stopWithCheckpoint();
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
    expectWholeDemo(demo, runId, { executor: "slurm", steps });
  });
});

describe("the demo at another learning rate on Ray, which takes up what Slurm made of the teacher", () => {
  const reused = ["teacher-inference", "evaluate-teacher", "evaluate-student-base"];

  it("stops a training with a checkpoint", { timeout: hourMs }, async () => {
    runId = await demo.start("ray", { maxSteps: steps, learningRate: 4e-4 });
    await stopWithCheckpoint();
  });

  it("goes on from there, and by itself when Ray's head is killed and comes back", { timeout: hourMs }, async () => {
    resumeRun(demo.services.db, runId);
    await untilStep(demo, runId, 40);
    await ray.kill();
    const lost = await waitFor("the loss to be noticed", () =>
      distill()?.attempts.find(({ status }) => status === "lost"),
    );
    expect(lost.exit && words(lost.exit.message)).toMatch(/Ray/);
    await demo.killRunner();
    demo.startRunner();
    await ray.start();
    expectSuccess(await untilOver(demo, runId), reused);
  });

  it("has every curve whole, each step of an attempt once, and every figure of the comparison", () => {
    expectWholeDemo(demo, runId, { executor: "ray", steps });
  });
});
