import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runners } from "../../db/schema/index";
import { words } from "../../server/cli/language";
import type { WaitingReason } from "../../server/contract/queue";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import type { RunDetail } from "../../server/contract/run";
import { listQueue } from "../../server/domain/placement/queue/list";
import { cancelSweep } from "../../server/domain/runs/control/cancel-sweep";
import { createRun } from "../../server/domain/runs/control/create";
import { resumeRun, retryStage } from "../../server/domain/runs/control/end-and-retry";
import { getSweep } from "../../server/domain/runs/sweeps/get";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import type { AttemptExit } from "../../server/executors/executor";
import { createMemory, type Memory } from "../../server/runner/memory";
import { tick } from "../../server/runner/runner";
import { writeRows } from "../helpers/data";
import { createFakeInputs } from "../helpers/fake-engine";
import { createHome, createServices } from "../helpers/services";
import { createSimulation, ended, type SimulatedAttempt, type Simulation } from "../helpers/simulated-executor";

const minuteMs = 60_000;
const rates = [1e-4, 2e-4, 3e-4, 0.5];
const gpuCount = 4;

/** One evaluation a minute: every rate learns but the last; a repeat is a little worse. */
function lossAt(run: RunDetail, step: number): number {
  const rate = run.recipe?.training.learningRate ?? 0;
  return rate === 0.5 ? 5 : 2 + rates.indexOf(rate) / 100 + (run.sweep?.trial.repeat ?? 0) / 10 + 3 / step;
}

type World = { services: Services; executor: Simulation; memory: Memory; now: () => number; pass: () => void };

function createWorld(home: string, exitOf?: (attempt: SimulatedAttempt) => AttemptExit): World {
  const services = createServices(home);
  const host = { gpus: Array.from({ length: gpuCount }, (_, index) => ({ index, state: "usable" })), cpuSlots: 1 };
  const runner = { id: "simulated", pid: process.pid, startedAt: 0, beatAt: Date.now(), gpusJson: "[]" };
  services.db
    .insert(runners)
    .values({ ...runner, hostJson: JSON.stringify(host) })
    .run();
  let clock = Date.now();
  const written = new Map<string, number>();
  const write = ({ id, directory }: SimulatedAttempt, elapsedMs: number) => {
    const runId = /\/runs\/([^/]+)\/distill\//.exec(directory)?.[1];
    if (runId === undefined) return;
    const run = getRun(services, runId);
    mkdirSync(join(directory, "output"), { recursive: true });
    for (let step = (written.get(id) ?? 0) + 1; step <= elapsedMs / minuteMs; step += 1) {
      const loss = lossAt(run, step);
      const line = JSON.stringify({ loss, eval_loss: loss, "global_step/max_steps": `${step}/10` });
      appendFileSync(join(directory, "output", "logging.jsonl"), `${line}\n`);
      written.set(id, step);
    }
  };
  const executor = createSimulation(
    gpuCount,
    () => clock,
    () => 10 * minuteMs,
    write,
    exitOf,
  );
  const pass = () => {
    clock += minuteMs;
  };
  return { services, executor, memory: createMemory(), now: () => clock, pass };
}

async function look({ services, executor, memory, now }: World): Promise<void> {
  memory.gpus = (await executor.capacity()).gpus;
  await tick({ services, executor, now, log: () => undefined }, memory);
}

function recipeIn(home: string): RecipeInput {
  const inputs = createFakeInputs(home, { lines: 1, perSecond: 1 });
  const facts = writeRows(home, "facts.jsonl", [{ question: "Another one?", answers: ["yes"] }]);
  return {
    ...inputs,
    knowledge: [{ kind: "answers" }],
    data: { ...inputs.data, validation: inputs.data.train, evaluation: [{ name: "facts", path: facts }] },
    resources: { gpus: 1 },
    sweep: {
      parameters: { "training.learningRate": rates },
      repeats: 2,
      earlyStop: { minSteps: 3, minTrials: 2 },
    },
  };
}

const stageOf = (run: RunDetail, key: string) => run.stages.find((stage) => stage.key === key);

describe("a sweep of four trials, each twice, on four GPUs", () => {
  let world: World;
  let sweepId: string;
  let runs: RunDetail[];
  const waited: WaitingReason[] = [];

  beforeAll(async () => {
    const home = createHome();
    world = createWorld(home);
    const created = await createRun(world.services, { recipe: recipeIn(home) });
    sweepId = created.sweepId ?? "";
    for (let minutes = 0; minutes < 300; minutes += 1) {
      await look(world);
      for (const { reason } of listQueue(world.services.db)) waited.push(reason);
      if (getSweep(world.services.db, sweepId).status === "succeeded") break;
      world.pass();
    }
    runs = created.runIds.map((runId) => getRun(world.services, runId));
  });

  const attemptsOf = (key: string) => world.executor.attempts.filter(({ directory }) => directory.includes(`/${key}/`));

  it("makes what trials have in common once, and the others take it over", () => {
    for (const key of ["teacher-inference", "evaluate-teacher", "evaluate-student-base"]) {
      expect(attemptsOf(key), key).toHaveLength(1);
      const made = runs.map((run) => stageOf(run, key)?.status);
      expect(
        made.filter((status) => status === "succeeded"),
        key,
      ).toHaveLength(1);
    }
    expect(
      runs.map((run) => stageOf(run, "teacher-inference")?.status).filter((status) => status === "cached"),
    ).toHaveLength(7);
    expect(attemptsOf("distill")).toHaveLength(8);
  });

  it("ends the clearly worse trial early, with the reason, and nothing else", () => {
    const ended = runs.filter(({ status }) => status === "cancelled");
    expect(ended.map(({ recipe }) => recipe?.training.learningRate)).toEqual([0.5, 0.5]);
    for (const run of ended) {
      expect(run.sweep?.earlyStop).toMatchObject({ key: "eval_loss", step: 3, best: 5, trials: 3 });
      const exit = stageOf(run, "distill")?.exit;
      expect(exit && words(exit.message)).toMatch(
        /^Stopped early: clearly worse than the median of 3 trials at step 3 /,
      );
      expect(stageOf(run, "evaluate-student")?.status).not.toBe("succeeded");
      expect(attemptsOf("evaluate-student").some(({ directory }) => directory.includes(run.id))).toBe(false);
    }
    const others = runs.filter((run) => !ended.includes(run));
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
  });

  it("tells the figures of every run, their mean and deviation over repeats, and why one is missing", () => {
    const sweep = getSweep(world.services.db, sweepId);
    expect(sweep).toMatchObject({ status: "succeeded", name: "fake", parameters: ["training.learningRate"] });
    expect(sweep.measures.map(({ id }) => id)).toContain("quality:facts:answer-match");
    expect(sweep.trials.map(({ values }) => values["training.learningRate"])).toEqual(rates);
    const [first] = sweep.trials;
    expect(first?.runs.map(({ seed }) => seed)).toEqual([42, 43]);
    expect(first?.means.eval_loss?.mean).toBeCloseTo(2.35);
    expect(first?.means.eval_loss?.std).toBeCloseTo(0.1 / Math.SQRT2);
    expect(first?.means["quality:facts:answer-match"]).toEqual({ mean: 1, std: 0, n: 2, reason: null });
    expect(first?.means.time?.mean).toBe(10 * minuteMs);
    const worst = sweep.trials[3];
    expect(worst?.means["quality:facts:answer-match"]).toEqual({ mean: null, std: null, n: 0, reason: "ended" });
    expect(worst?.runs.every(({ earlyStop }) => earlyStop !== null)).toBe(true);
  });

  it("puts its runs in one experiment", () => {
    expect(new Set(runs.map(({ experimentId }) => experimentId)).size).toBe(1);
    expect(new Set(runs.map(({ name }) => name)).size).toBe(8);
  });

  it("lets a person train an ended trial all the same, and leaves it alone then", async () => {
    const runId = runs.find(({ status }) => status === "cancelled")?.id ?? "";
    resumeRun(world.services.db, runId);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await look(world);
      world.pass();
    }
    expect(getRun(world.services, runId)).toMatchObject({ status: "succeeded", sweep: { earlyStop: null } });
    // The other run of the trial was ended early, and is not averaged with one that went through.
    expect(getSweep(world.services.db, sweepId).trials[3]?.means.eval_loss).toMatchObject({ mean: 5, std: null, n: 1 });
  });

  it("says in the queue which run makes the same", () => expect(waited).toContainEqual({ kind: "same", runNumber: 1 }));
});

describe("a stage that trials have in common and that fails", () => {
  let world: World;
  let isMended = false;
  let runIds: string[];

  const statesOf = (key: string) => runIds.map((runId) => stageOf(getRun(world.services, runId), key)?.status);
  const passUntil = async (isOver: () => boolean) => {
    for (let minutes = 0; minutes < 200 && !isOver(); minutes += 1) {
      await look(world);
      world.pass();
    }
  };
  const attemptsOf = (key: string) => world.executor.attempts.filter(({ directory }) => directory.includes(`/${key}/`));

  beforeAll(async () => {
    const home = createHome();
    world = createWorld(home, ({ directory }) =>
      directory.includes("/teacher-inference/") && !isMended ? { ...ended, exitCode: 1 } : ended,
    );
    const { sweep, ...recipe } = recipeIn(home);
    const parameters = { "training.learningRate": rates.slice(0, 3) };
    runIds = (await createRun(world.services, { recipe: { ...recipe, sweep: { parameters } } })).runIds;
    await passUntil(() => statesOf("teacher-inference").every((status) => status === "failed"));
  });

  it("fails once for all of them, and says in which run", () => {
    expect(attemptsOf("teacher-inference")).toHaveLength(1);
    const exits = runIds.map((runId) => stageOf(getRun(world.services, runId), "teacher-inference")?.exit);
    expect(exits.map((exit) => exit?.reason)).toEqual(["crashed", "same-failed", "same-failed"]);
    expect(exits[2] && words(exits[2].message)).toMatch(/^The same stage of run #1 failed: /);
    expect(statesOf("distill")).toEqual(["blocked", "blocked", "blocked"]);
  });

  it("lets all of them go on once it has succeeded in one", async () => {
    isMended = true;
    retryStage(world.services.db, { runId: runIds[1] ?? "", stageKey: "teacher-inference" });
    await passUntil(() => statesOf("distill").every((status) => status === "succeeded"));
    expect(statesOf("teacher-inference")).toEqual(["cached", "succeeded", "cached"]);
    expect(statesOf("distill")).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(attemptsOf("teacher-inference")).toHaveLength(2);
  });
});

it("cancels every run of a sweep at once", async () => {
  const home = createHome();
  const world = createWorld(home);
  const created = await createRun(world.services, { recipe: recipeIn(home) });
  const sweepId = created.sweepId ?? "";
  await look(world);
  expect(cancelSweep(world.services.db, sweepId)).toBe(8);
  for (let minutes = 0; minutes < 3; minutes += 1) {
    world.pass();
    await look(world);
  }
  expect(getSweep(world.services.db, sweepId).status).toBe("cancelled");
  expect(() => cancelSweep(world.services.db, sweepId)).toThrow("already ended");
});
