import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { words } from "../../server/cli/language";
import { message } from "../../server/contract/message";
import { listSeries } from "../../server/domain/results/metrics/series";
import { createRun } from "../../server/domain/runs/control/create";
import { resumeFromCheckpoint } from "../../server/domain/runs/control/resume-checkpoint";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { endGroup, startStillroom, waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";

let home: string;
let services: Services;
let runner: ChildProcess;

beforeEach(() => {
  home = createHome();
  const engine = createFakeEngine(home);
  services = createServices(home, engine);
  runner = startStillroom(["runner"], { STILLROOM_HOME: home, STILLROOM_ENGINE: engine });
});

afterEach(() => endGroup(runner));

const lines = 20;

async function finishedRun(): Promise<string> {
  const { runId } = await createRun(services, {
    recipe: createFakeInputs(home, { lines, perSecond: 100, saveEvery: 5 }),
  });
  await untilEnded(runId, 1);
  return runId;
}

const distillOf = (runId: string) => getRun(services, runId).stages.find(({ key }) => key === "distill");
const untilEnded = (runId: string, attempts: number) =>
  waitFor("the run to end", () => {
    const run = getRun(services, runId);
    const isOver = ["succeeded", "failed"].includes(run.status) && distillOf(runId)?.attempts.length === attempts;
    return isOver ? run : null;
  });
const stepsOf = (runId: string) =>
  listSeries(services.db, { runIds: [runId], keys: ["loss"], points: 1_000 }).map(({ attempt, points }) => ({
    attempt,
    first: points[0]?.[0],
    last: points.at(-1)?.[0],
  }));

it("trains a succeeded run again from the checkpoint that a person chose and keeps what the first attempt made", async () => {
  const runId = await finishedRun();
  resumeFromCheckpoint(services.db, { runId, step: 10 });
  const run = await untilEnded(runId, 2);
  expect(run.status).toBe("succeeded");
  expect(distillOf(runId)?.argv.join(" ")).toMatch(/--resume_from_checkpoint=\S+\/a1\/output\/checkpoint-10( |$)/);
  expect(distillOf(runId)?.attempts).toMatchObject([
    { number: 1, status: "succeeded", resumedFrom: null },
    { number: 2, status: "succeeded", resumedFrom: { attempt: 1, step: 10 } },
  ]);
  expect(stepsOf(runId)).toEqual([
    { attempt: 1, first: 1, last: lines },
    { attempt: 2, first: 11, last: lines },
  ]);
  const models = run.artifacts.filter(({ kind }) => kind === "model").map(({ path }) => path);
  expect(models).toEqual([1, 2].map((number) => `runs/${runId}/distill/a${number}/model`));
});

it("makes the model from the checkpoint itself when there is nothing left to train", async () => {
  const runId = await finishedRun();
  resumeFromCheckpoint(services.db, { runId, step: lines });
  const run = await untilEnded(runId, 2);
  expect(distillOf(runId)?.exit?.message).toEqual(message("exits.succeeded"));
  expect(run.artifacts.filter(({ kind }) => kind === "model")).toHaveLength(2);
});

it("says so when the chosen checkpoint has gone before the attempt begins", async () => {
  const runId = await finishedRun();
  await endGroup(runner);
  resumeFromCheckpoint(services.db, { runId, step: 10 });
  rmSync(join(home, "runs", runId, "distill", "a1", "output", "checkpoint-10"), { recursive: true });
  runner = startStillroom(["runner"], { STILLROOM_HOME: home, STILLROOM_ENGINE: join(home, "fake-engine") });
  const run = await untilEnded(runId, 1);
  expect(run.status).toBe("failed");
  const exit = distillOf(runId)?.exit;
  expect(exit && words(exit.message)).toContain("checkpoint-10 is no longer on disk");
  expect(exit?.suggestion && words(exit.suggestion)).toContain("another checkpoint");
});
