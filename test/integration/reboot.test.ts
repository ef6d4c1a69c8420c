import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { executablesOf } from "../../server/domain/placement/executors/executables";
import { createRun } from "../../server/domain/runs/control/create";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { attemptWrapper } from "../../server/engines/ms-swift/python-files";
import { sweepOrphans } from "../../server/executors/attempt/sweep";
import { createLocalExecutor } from "../../server/executors/local/local-executor";
import { readBootId } from "../../server/platform/process-facts";
import { runRunner } from "../../server/runner/runner";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";

const lines = 60;

let home: string;
let services: Services;
let clock: number;
let endRunner: () => Promise<void>;

beforeEach(() => {
  vi.stubEnv("STILLROOM_CPU_SLOTS", "2");
  home = createHome();
  services = createServices(home, createFakeEngine(home));
  clock = 0;
});

afterEach(async () => {
  await endRunner();
  vi.unstubAllEnvs();
});

/** A runner of this process, with a boot and a clock as the test says. */
function startRunner(readBoot = readBootId): void {
  const ending = new AbortController();
  const { python } = executablesOf(services.paths);
  const running = runRunner({
    services,
    executor: createLocalExecutor({ python, wrapperPath: attemptWrapper, readBoot }),
    log: () => undefined,
    signal: ending.signal,
    now: () => Date.now() + clock,
  });
  endRunner = async () => {
    ending.abort();
    await running;
  };
}

async function startRun(seed: number): Promise<string> {
  const recipe = createFakeInputs(home, { lines, perSecond: 20, saveEvery: 5 });
  const { runId } = await createRun(services, { recipe: { ...recipe, data: { ...recipe.data, seed } } });
  return runId;
}

const distillOf = (runId: string) => getRun(services, runId).stages.find(({ kind }) => kind === "distill");
const untilTrained = (runId: string, step: number) =>
  waitFor(`step ${step} of ${runId}`, () => ((distillOf(runId)?.progress?.step ?? 0) >= step ? true : null));
const killAttempts = (runId: string) => {
  for (const { id } of distillOf(runId)?.attempts ?? []) sweepOrphans(id);
};

function expectResumed(runId: string): void {
  expect(distillOf(runId)?.attempts.map(({ status }) => status)).toEqual(["lost", "succeeded"]);
  expect(distillOf(runId)?.argv.join(" ")).toMatch(/--resume_from_checkpoint=\S+\/a1\/output\/checkpoint-\d+/);
}

it("goes on by itself with everything that ran when the host was restarted, from the last checkpoints", async () => {
  startRunner();
  const runIds = [await startRun(1), await startRun(2)];
  for (const runId of runIds) await untilTrained(runId, 12);
  await endRunner();
  for (const runId of runIds) killAttempts(runId);
  // The boot is another one for as long as the attempts of the former are looked at.
  const isOld = () => runIds.some((runId) => distillOf(runId)?.attempts.length === 1 && !distillOf(runId)?.retryAt);
  startRunner(() => (isOld() ? "the next boot" : readBootId()));
  for (const runId of runIds)
    await waitFor("the run to end", () => (getRun(services, runId).status === "succeeded" ? true : null));
  for (const runId of runIds) expectResumed(runId);
});

it("tries an attempt that is lost again after 30 seconds", async () => {
  startRunner();
  const runId = await startRun(3);
  await untilTrained(runId, 12);
  const killedAt = Date.now();
  killAttempts(runId);
  const retryAt = await waitFor("the next try to be set", () => distillOf(runId)?.retryAt);
  expect(retryAt - killedAt).toBeGreaterThanOrEqual(30_000);
  expect(getRun(services, runId).status).toBe("queued");
  expect(distillOf(runId)?.exit?.outcome).toBe("lost");
  clock = 31_000;
  await waitFor("the run to end", () => (getRun(services, runId).status === "succeeded" ? true : null));
  expectResumed(runId);
});
