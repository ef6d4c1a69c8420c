import { appendFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { breakEven } from "../../../../../server/contract/break-even";
import type { RecipeInput } from "../../../../../server/contract/recipe/recipe";
import type { StageKind } from "../../../../../server/contract/stage-kinds";
import type { TimeRange } from "../../../../../server/contract/time-range";
import { stepsOf } from "../../../../../server/domain/launch/preflight/distill-time";
import { estimateSweep } from "../../../../../server/domain/launch/preflight/sweep-estimate";
import { estimateTime } from "../../../../../server/domain/launch/preflight/time-estimate";
import { appendPoints } from "../../../../../server/domain/results/metrics/append";
import type { Services } from "../../../../../server/domain/services";
import { chatRow, writeRows } from "../../../../helpers/data";
import { insertAnswers, insertRun } from "../../../../helpers/past-runs";
import { parsedRecipe } from "../../../../helpers/recipes";
import { saying } from "../../../../helpers/saying";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;
let data: RecipeInput["data"];

beforeEach(() => {
  home = createHome();
  services = createServices(home);
  const train = [writeRows(home, "train.jsonl", [chatRow("1?"), chatRow("2?"), chatRow("3?"), chatRow("4?")])];
  const heldOut = ["a", "b", "c"].map((question) => ({ question, answers: ["x"] }));
  data = { train, evaluation: [{ name: "facts", path: writeRows(home, "facts.jsonl", heldOut) }] };
  utimesSync(join(home, "data/train.jsonl"), 1, 1);
});

const answersAndLogits: RecipeInput["knowledge"] = [{ kind: "answers" }, { kind: "logits" }];

function recipeWith(changes: Partial<RecipeInput> = {}): RecipeInput {
  return {
    ...{ name: "line", teacher: { model: "owner/teacher" }, student: { model: "owner/student" }, data },
    ...{ knowledge: answersAndLogits, evaluate: { subjects: ["student"] }, quantize: [{ method: "bnb", bits: 4 }] },
    training: { batchSize: 2, gradientAccumulation: 4, epochs: 1 },
    ...changes,
  };
}

const beganAt = 1_000_000;

/** A run whose training took 21 steps of 200 ms within 10 s, and whose other stages took 2, 3 and 4 s. */
function insertPast(changes: Partial<RecipeInput> = {}): string {
  const stage = (key: string, kind: StageKind, seconds: number) => ({
    ...{ key, kind, startedAt: beganAt, endedAt: beganAt + seconds * 1_000 },
  });
  const run = insertRun(services, recipeWith(changes), [
    stage("teacher-inference", "teacher-inference", 2),
    stage("distill", "distill", 10),
    stage("quantize-bnb-4", "quantize", 3),
    { ...stage("evaluate-student", "evaluate", 4), subject: "student" },
  ]);
  const points = Array.from({ length: 21 }, (_, index) => ({
    ...{ key: "loss", step: index + 1, atMs: beganAt + index * 200, value: 1 },
  }));
  appendPoints(services.db, { runId: run, attemptId: `${run}.distill.a1` }, points);
  insertAnswers(services, `${run}.evaluate-student`, "facts", { a: "x", b: "x" });
  return run;
}

async function estimate(changes: Partial<RecipeInput> = {}, rows: number | null = 80) {
  const { stages, total, deviceHours } = await estimateTime(services, parsedRecipe(recipeWith(changes)), rows);
  const timeOf = (range: TimeRange | null) => range?.estimateMs ?? null;
  const of = Object.fromEntries(
    stages.map(({ key, range, basis }) => [key, { range, estimateMs: timeOf(range), basis }]),
  );
  return { total, totalMs: timeOf(total), deviceHours, of };
}

describe("estimateTime", () => {
  it("scales what the latest run of the pair took, and says which run that was", async () => {
    insertPast();
    const run = insertPast();
    const { of, totalMs, deviceHours } = await estimate();
    expect(of["teacher-inference"]).toMatchObject({
      estimateMs: (2_000 / 4) * 80,
      basis: saying(run),
    });
    // 80 rows ÷ 8 a step = 10 steps of 200 ms, and the 6 s around the 4 s between the first and the last step.
    expect(of.distill).toMatchObject({
      estimateMs: 8_000,
      basis: saying("200 ms a step over 20 steps"),
    });
    expect(of["quantize-bnb-4"]?.estimateMs).toBe(3_000);
    expect(of["evaluate-student"]?.estimateMs).toBe((4_000 / 2) * 3);
    expect(totalMs).toBe(40_000 + 8_000 + 3_000 + 6_000);
    expect(deviceHours).toBeCloseTo(57 / 3_600);
  });

  it("counts the start once: a short earlier run does not make a long one take hours", async () => {
    const evaluated = (items: number, durationMs: number) => {
      const [startedAt, endedAt] = [beganAt, beganAt + durationMs];
      const subject = "student";
      const run = insertRun(services, recipeWith(), [
        { key: "evaluate-student", kind: "evaluate", subject, startedAt, endedAt },
      ]);
      const answers = Object.fromEntries(Array.from({ length: items }, (_, index) => [`item ${index}`, "x"]));
      insertAnswers(services, `${run}.evaluate-student`, "facts", answers);
    };
    evaluated(23, 20_000 + 23 * 500);
    evaluated(5, 20_000 + 5 * 500);
    const { of } = await estimate();
    expect(of["evaluate-student"]?.estimateMs).toBeCloseTo(20_000 + 3 * 500);
    expect(of["evaluate-student"]?.basis).toEqual(saying("20 s to start, from 2 earlier runs"));
  });

  it("scales a step with the rows that it holds", async () => {
    insertPast();
    const training = { batchSize: 4, gradientAccumulation: 4, epochs: 1 };
    const { of } = await estimate({ training });
    expect(of.distill).toMatchObject({
      estimateMs: 5 * 400 + 6_000,
      basis: saying("400 ms with this batch"),
    });
  });

  it("tells from earlier runs how far off it may be", async () => {
    insertPast();
    const once = (await estimate()).of["quantize-bnb-4"]?.range;
    expect(once).toEqual({ lowMs: 3_000 / 1.3, estimateMs: 3_000, highMs: 3_900 });
    const slow = { key: "quantize-bnb-4", kind: "quantize" as const, startedAt: beganAt, endedAt: beganAt + 6_000 };
    insertRun(services, recipeWith(), [slow]);
    insertPast();
    const again = await estimate();
    expect(again.of["quantize-bnb-4"]?.range).toEqual({ lowMs: 3_000 / 1.15, estimateMs: 3_000, highMs: 6_000 });
    expect(again.total?.lowMs).toBeLessThan(again.total?.estimateMs ?? 0);
    expect(again.total?.highMs).toBeGreaterThan(again.total?.estimateMs ?? Number.POSITIVE_INFINITY);
  });

  it("has no total while one stage is unknown", async () => {
    insertPast();
    const { of, totalMs, deviceHours } = await estimate({ quantize: [{ method: "gptq", bits: 4 }] });
    expect(of["quantize-gptq-4"]).toEqual({ range: null, estimateMs: null, basis: saying("quantize-gptq-4") });
    expect([totalMs, deviceHours]).toEqual([null, null]);
  });

  it("goes by each teacher's own rows and model where there are several", async () => {
    const own = [writeRows(home, "law.jsonl", [chatRow("a?"), chatRow("b?")])];
    utimesSync(join(home, "data/law.jsonl"), 1, 1);
    const shared = (model: string): Partial<RecipeInput> => ({
      teachers: [{ model, name: "law", train: own }],
      knowledge: [{ kind: "answers" }],
    });
    const key = "teacher-inference-law";
    insertRun(services, recipeWith(shared("owner/law")), [
      { key, kind: "teacher-inference", startedAt: beganAt, endedAt: beganAt + 900 },
    ]);
    expect((await estimate(shared("owner/law"), 80)).of[key]?.estimateMs).toBe(900);
    expect((await estimate(shared("owner/code"), 80)).of[key]?.estimateMs).toBeNull();
  });

  it("takes no stage that failed for a measure", async () => {
    const failed = { key: "quantize-bnb-4", kind: "quantize", status: "failed", startedAt: 1, endedAt: 9 } as const;
    insertRun(services, recipeWith(), [failed]);
    expect((await estimate()).of["quantize-bnb-4"]?.estimateMs).toBeNull();
  });

  it.each<[string, Partial<RecipeInput>]>([
    ["another student", { student: { model: "owner/else" } }],
    ["another teacher", { teacher: { model: "owner/else" } }],
    ["another method", { knowledge: [{ kind: "answers" }] }],
    ["another sort of device", { resources: { gpus: 1 } }],
  ])("takes no training of %s for a measure", async (_, changes) => {
    insertPast(changes);
    expect((await estimate()).of.distill).toEqual({
      range: null,
      estimateMs: null,
      basis: saying("No finished GKD"),
    });
  });

  it("gives the reason when rows are unknown or have changed", async () => {
    insertPast();
    const unknown = await estimate({}, null);
    expect(unknown.of["teacher-inference"]).toEqual({
      range: null,
      estimateMs: null,
      basis: saying("The number of training rows is unknown"),
    });
    expect(unknown.of.distill?.estimateMs).toBeNull();
    expect((await estimate({ training: { maxSteps: 5, gradientAccumulation: 4 } }, null)).of.distill?.estimateMs).toBe(
      7_000,
    );
    appendFileSync(join(home, "data/train.jsonl"), `${JSON.stringify(chatRow("5?"))}\n`);
    expect((await estimate()).of["teacher-inference"]?.basis).toEqual(saying("changed since"));
  });
});

describe("stepsOf", () => {
  it("counts the rows of all devices, and rounds up", () => {
    const training = { batchSize: 2, gradientAccumulation: 4, epochs: 3 };
    expect(stepsOf(parsedRecipe({ training }), 100)).toBe(38);
    expect(stepsOf(parsedRecipe({ training, resources: { gpus: 4 } }), 100)).toBe(10);
    expect(stepsOf(parsedRecipe({ training: { ...training, maxSteps: 7 } }), 100)).toBe(7);
  });
});

describe("breakEven", () => {
  const prices = { trainingGpuHours: 50, gpuHourPrice: 2, teacherCostPerMillionTokens: 5 };

  it("is the training's cost over what a token saves", () => {
    expect(breakEven({ ...prices, studentCostPerMillionTokens: 1, tokensPerRequest: 500 })).toEqual({
      ...{ trainingCost: 100, savedPerMillionTokens: 4, tokens: 25_000_000, requests: 50_000, reason: null },
    });
    expect(breakEven({ ...prices, studentCostPerMillionTokens: 1 }).requests).toBeNull();
  });

  it.each([5, 6])("never comes when the student costs %d", (studentCostPerMillionTokens) => {
    expect(breakEven({ ...prices, studentCostPerMillionTokens })).toMatchObject({
      ...{ tokens: null, requests: null, reason: saying("not cheaper") },
    });
  });
});

describe("estimateSweep", () => {
  const sweepOf = (sweep: RecipeInput["sweep"]) => parsedRecipe({ ...recipeWith(), sweep });

  it("counts trials and runs, and shared work once", async () => {
    insertPast();
    const estimated = await estimateSweep(
      services,
      sweepOf({ parameters: { "training.learningRate": [1e-4, 2e-4, 3e-4] }, repeats: 2 }),
      80,
    );
    // Greedy answers (40 s) are the same for all; training, quantising and measuring (8, 3 and 6 s) are every run's own.
    expect(estimated).toMatchObject({ trials: 3, repeats: 2, runs: 6, reason: null });
    expect(estimated?.range?.estimateMs).toBe(40_000 + 6 * (8_000 + 3_000 + 6_000));
  });

  it("counts each trial by its own length, and work again that a trial changes", async () => {
    insertPast();
    const longer = await estimateSweep(services, sweepOf({ "training.epochs": [1, 2] }), 80);
    expect(longer?.range?.estimateMs).toBe(40_000 + 2 * 9_000 + 8_000 + 10_000);
    const answered = await estimateSweep(services, sweepOf({ "knowledge.0.maxTokens": [8, 16] }), 80);
    expect(answered?.range?.estimateMs).toBe(2 * (40_000 + 17_000));
  });

  it("says why there is no time, and is nothing for a single run", async () => {
    expect(await estimateSweep(services, sweepOf({ "training.learningRate": [1e-4, 2e-4] }), 80)).toMatchObject({
      ...{ trials: 2, runs: 2, range: null },
      reason: saying("teacher-inference: No earlier run"),
    });
    expect(await estimateSweep(services, parsedRecipe(recipeWith()), 80)).toBeNull();
  });
});
