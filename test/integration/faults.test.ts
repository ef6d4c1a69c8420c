import { type ChildProcess, execFileSync } from "node:child_process";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attempts, runs, stages, sweeps } from "../../db/schema/index";
import { appRouter } from "../../server/api/root";
import { message } from "../../server/contract/message";
import { recipeSchema } from "../../server/contract/recipe/recipe";
import { getHostStatus } from "../../server/domain/placement/host/status";
import { holdRun, releaseRun } from "../../server/domain/placement/queue/change";
import { createRun } from "../../server/domain/runs/control/create";
import { cancelRun } from "../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { damageRecipe, outdateRecipe } from "../helpers/damage";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { copyTraining, importOnce } from "../helpers/imports";
import { endGroup, startStillroom, stillroomEntry, waitFor } from "../helpers/processes";
import { saying } from "../helpers/saying";
import { createHome, createServices } from "../helpers/services";

let home: string;
let services: Services;
let env: Record<string, string>;
let runner: ChildProcess | null = null;

beforeEach(() => {
  home = createHome();
  const engine = createFakeEngine(home);
  services = createServices(home, engine);
  env = { STILLROOM_HOME: home, STILLROOM_ENGINE: engine, STILLROOM_CPU_SLOTS: "8" };
});

afterEach(async () => {
  if (runner) await endGroup(runner);
  runner = null;
});

const api = () => appRouter.createCaller(services);

async function start(changes: object = {}): Promise<string> {
  const recipe = { ...createFakeInputs(home, { lines: 2, perSecond: 100 }), ...changes };
  const { runId } = await createRun(services, { recipe });
  return runId;
}

async function startMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await start({ training: { tuner: "full", learningRate: 1e-4 + index * 1e-6 } }));
  return ids;
}

/** A stage of a kind that nobody has ever heard of, as a later version may have stored it. */
function renameStage(runId: string): void {
  services.db.update(stages).set({ key: "unheard-of" }).where(eq(stages.runId, runId)).run();
}

const untilEnded = (runId: string) =>
  waitFor(`run ${runId} to end`, () => {
    const run = getRun(services, runId);
    return ["succeeded", "failed", "cancelled", "stopped"].includes(run.status) ? run : null;
  });

const statusesOf = async (runIds: string[]) => {
  const ended = [];
  for (const runId of runIds) ended.push((await untilEnded(runId)).status);
  return ended;
};

const stillroom = (...args: string[]) =>
  execFileSync(process.execPath, [stillroomEntry, ...args], { env: { ...process.env, ...env }, encoding: "utf8" });

describe("stored recipes", () => {
  it("that a later rule refuses or that are damaged show as what they are, and everything beside them works", async () => {
    const [outdated, damaged, whole] = [await start(), await start(), await start()];
    for (const runId of [outdated, damaged, whole]) holdRun(services.db, runId);
    const recipe = outdateRecipe(services, outdated);
    expect(recipeSchema.safeParse(recipe).success).toBe(false);
    damageRecipe(services, damaged, '{"name":"half a rec');

    const { rows: list } = await api().runs.list({});
    const problems = Object.fromEntries(list.map(({ id, recipeProblem }) => [id, recipeProblem?.code ?? null]));
    expect(problems).toEqual({ [outdated]: null, [damaged]: "recipes.damaged", [whole]: null });
    expect(list.find(({ id }) => id === damaged)).toMatchObject({ name: "fake", status: "queued", teacher: null });

    const queue = await api().runs.queue();
    const reasons = Object.fromEntries(queue.map(({ runId, reason }) => [runId, reason.kind]));
    expect(reasons).toEqual({ [outdated]: "held", [damaged]: "unreadable", [whole]: "held" });

    const runIds = [outdated, damaged, whole];
    expect(await api().evaluations.list({ runIds })).toEqual([]);
    const diff = await api().runs.diff({ runIds });
    expect(diff.find(({ path }) => path === "training.keepCheckpoints")?.values).toEqual(["0", null, "2"]);
    expect((await api().evaluations.items({ columns: runIds.map((id) => `${id}:student`) })).total).toBe(0);
    expect(await api().runs.get({ runId: damaged })).toMatchObject({ recipe: null, recipeText: '{"name":"half a rec' });
    expect((await api().runs.get({ runId: outdated })).recipe).toEqual(recipe);

    for (const runId of runIds) releaseRun(services.db, runId);
    runner = startStillroom(["runner"], env);
    expect(await statusesOf(runIds)).toEqual(["succeeded", "failed", "succeeded"]);
    const exit = getRun(services, damaged).stages[0]?.exit;
    expect(exit?.message).toEqual(
      message("exits.could-not-start", {
        words: message("recipes.unreadable", { problem: message("recipes.damaged") }),
      }),
    );
    expect((await getHostStatus(services)).runner.paused).toBeNull();

    expect(stillroom("export", damaged, "--format", "recipe")).toBe('{"name":"half a rec\n');
    expect(JSON.parse(stillroom("export", damaged, "--format", "json"))).toMatchObject({ id: damaged, recipe: null });
    expect(stillroom("export", outdated, "--format", "recipe")).toContain("keepCheckpoints: 0");
    for (const runId of [outdated, damaged]) await api().runs.archive({ runId, archived: true });
    expect((await api().runs.list({ archived: true })).rows.map(({ id }) => id).sort()).toEqual(
      [outdated, damaged].sort(),
    );
    await expect(api().runs.cloneWith({ runId: damaged, changes: {} })).rejects.toThrow("cannot be read");
  });

  it("of a sweep that cannot be read leave its page, its trials and other sweeps as they were", async () => {
    const sweep = { "training.learningRate": [1e-4, 2e-4] };
    const made = await createRun(services, {
      recipe: { ...createFakeInputs(home, { lines: 2, perSecond: 100 }), sweep },
    });
    const sweepId = made.sweepId ?? "";
    const [first = "", second = ""] = made.runIds;
    services.db.update(sweeps).set({ recipeJson: "[]" }).where(eq(sweeps.id, sweepId)).run();
    services.db.update(runs).set({ trialJson: "{" }).where(eq(runs.id, first)).run();
    damageRecipe(services, second, "null");
    const detail = await api().sweeps.get({ sweepId });
    expect(detail).toMatchObject({ recipe: null, recipeProblem: { code: "recipes.no-recipe" } });
    expect(detail.parameters).toEqual(["training.learningRate"]);
    expect(detail.unplaced.map(({ id }) => id)).toEqual([first]);
    expect(detail.trials.flatMap((trial) => trial.runs)).toMatchObject([
      { id: second, recipeProblem: { code: "recipes.no-recipe" } },
    ]);
    runner = startStillroom(["runner"], env);
    expect(await statusesOf([first, second])).toEqual(["succeeded", "failed"]);
  });
});

it("shows a run of which other stored values are damaged, names them, and runs the others", async () => {
  const [damaged, whole] = [await start(), await start()];
  const { db } = services;
  db.update(runs).set({ tagsJson: "{", trialJson: "7", earlyStopJson: "x" }).where(eq(runs.id, damaged)).run();
  const set = { argvJson: "x", commandsJson: "[7]", envJson: "[]", progressJson: "{", exitJson: "{}" };
  db.update(stages).set(set).where(eq(stages.runId, damaged)).run();
  const { rows: list } = await api().runs.list({});
  expect(list.map(({ id, damaged: names }) => [id, names])).toEqual([
    [whole, []],
    [damaged, ["trial", "tags"]],
  ]);
  const detail = await api().runs.get({ runId: damaged });
  expect(detail.damaged).toEqual([
    "trial",
    "tags",
    ...["argv", "commands", "env", "progress", "exit"].map((name) => `distill ${name}`),
  ]);
  expect(await api().runs.queue()).toHaveLength(2);
  runner = startStillroom(["runner"], env);
  expect(await statusesOf([damaged, whole])).toEqual(["succeeded", "succeeded"]);
});

describe("a stage that cannot be prepared", () => {
  it("fails alone with its reason while 20 others finish", async () => {
    const others = await startMany(20);
    const [unheard, unknown] = await startMany(2);
    renameStage(unheard ?? "");
    services.db
      .update(stages)
      .set({ dependsOnJson: "{" })
      .where(eq(stages.runId, unknown ?? ""))
      .run();
    runner = startStillroom(["runner"], env);
    expect(new Set(await statusesOf(others))).toEqual(new Set(["succeeded"]));
    expect(await statusesOf([unheard ?? "", unknown ?? ""])).toEqual(["failed", "failed"]);
    expect(getRun(services, unheard ?? "").stages[0]?.exit?.message).toEqual(saying("has no stage"));
    expect(getRun(services, unknown ?? "").stages[0]?.exit?.message).toEqual(saying("damaged"));
    expect((await getHostStatus(services)).runner.paused).toBeNull();
  });

  it("fails alone where its recipe is damaged while it runs", async () => {
    const recipe = createFakeInputs(home, { lines: 60, perSecond: 20 });
    const { runId } = await createRun(services, { recipe });
    runner = startStillroom(["runner"], env);
    await waitFor("the training to begin", () => getRun(services, runId).metrics[0]?.count || null);
    damageRecipe(services, runId, "{");
    const other = await start();
    expect(await statusesOf([runId, other])).toEqual(["failed", "succeeded"]);
    expect(getRun(services, runId).stages[0]?.exit?.message.code).toBe("exits.result-unreadable");
  });
});

it("leaves runs and other imports alone where an import cannot be followed", async () => {
  const [broken, folder] = [copyTraining("kto"), copyTraining("kto")];
  const [first, second] = [importOnce(services, broken), importOnce(services, folder)];
  services.db.update(attempts).set({ exitJson: "{", gpusJson: "{", handleJson: "{" }).run();
  services.db.$client.prepare("UPDATE imports SET state_json = '{' WHERE run_id = ?").run(first);
  damageRecipe(services, first, "{");
  const run = await start();
  runner = startStillroom(["runner"], env);
  expect(await statusesOf([run])).toEqual(["succeeded"]);
  expect(importOnce(services, folder)).toBe(second);
  expect((await api().runs.list({})).rows.map(({ id }) => id).sort()).toEqual([first, second, run].sort());
  expect((await api().runs.get({ runId: first })).damaged).toContain("distill attempt 1 exit");
});

it("lets a person end a queued run whose recipe cannot be read, without a runner", async () => {
  const runId = await start();
  damageRecipe(services, runId, "");
  cancelRun(services.db, runId);
  await api().runs.archive({ runId, archived: true });
  expect(getRun(services, runId)).toMatchObject({ status: "cancelled", archived: true, recipeText: "" });
});
