import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { attempts, evaluations, stages } from "../../../../../db/schema/index";
import { listRunCheckpoints } from "../../../../../server/domain/pipeline/runs/checkpoints";
import { listArtifacts } from "../../../../../server/domain/results/artifacts/list";
import { registerArtifacts } from "../../../../../server/domain/results/artifacts/register";
import { keepReused } from "../../../../../server/domain/results/evaluations/keep-reused";
import { evaluationStages } from "../../../../../server/domain/results/evaluations/list";
import { createRun } from "../../../../../server/domain/runs/control/create";
import { chooseCheckpoint, resumeFromCheckpoint } from "../../../../../server/domain/runs/control/resume-checkpoint";
import { getRun } from "../../../../../server/domain/runs/views/get";
import type { Services } from "../../../../../server/domain/services";
import { createFakeInputs } from "../../../../helpers/fake-engine";
import { saying } from "../../../../helpers/saying";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

const stageOf = (runId: string, key: string) =>
  services.db
    .select()
    .from(stages)
    .where(and(eq(stages.runId, runId), eq(stages.key, key)))
    .get();
const statuses = (runId: string) => getRun(services, runId).stages.map(({ key, status }) => `${key} ${status}`);

/** A run that has succeeded in two attempts, each with checkpoints of these steps on disk. */
async function finishedRun(...steps: number[][]): Promise<string> {
  const recipe = { ...createFakeInputs(home, { lines: 1, perSecond: 1 }), quantize: [{ method: "bnb" }] };
  const { runId } = await createRun(services, { recipe });
  const stageId = stageOf(runId, "distill")?.id ?? "";
  steps.forEach((saved, index) => {
    const directory = join(home, "runs", runId, "distill", `a${index + 1}`);
    for (const step of saved) {
      mkdirSync(join(directory, "output", `checkpoint-${step}`), { recursive: true });
      writeFileSync(join(directory, "output", `checkpoint-${step}`, "trainer_state.json"), "{}");
    }
    const row = { id: `${stageId}.a${index + 1}`, stageId, number: index + 1, executor: "local" as const, directory };
    services.db
      .insert(attempts)
      .values({ ...row, status: "succeeded" })
      .run();
  });
  services.db.update(stages).set({ status: "succeeded", endedAt: 1 }).where(eq(stages.runId, runId)).run();
  return runId;
}

it("lists the checkpoints of every attempt that are whole and on disk", async () => {
  const runId = await finishedRun([5, 10], [15]);
  mkdirSync(join(home, "runs", runId, "distill", "a2", "output", "checkpoint-20"));
  expect(listRunCheckpoints(services.db, runId)).toMatchObject([
    { stageKey: "distill", attempt: 1, step: 5 },
    { stageKey: "distill", attempt: 1, step: 10 },
    { stageKey: "distill", attempt: 2, step: 15 },
  ]);
});

it("queues a succeeded training and all that uses its model again, and keeps the checkpoint for the attempt", async () => {
  const runId = await finishedRun([5, 10]);
  resumeFromCheckpoint(services.db, { runId, step: 5 });
  expect(statuses(runId)).toEqual(["distill waiting", "quantize-bnb-4 waiting"]);
  expect(stageOf(runId, "distill")?.resumeFrom).toMatch(/\/a1\/output\/checkpoint-5$/);
  expect(stageOf(runId, "quantize-bnb-4")?.resumeFrom).toBeNull();
});

it.each(["running", "starting", "ready"] as const)("refuses while a later stage is %s", async (status) => {
  const runId = await finishedRun([5]);
  services.db.update(stages).set({ status }).where(eq(stages.key, "quantize-bnb-4")).run();
  expect(() => resumeFromCheckpoint(services.db, { runId, step: 5 })).toThrow(
    expect.objectContaining({ code: "conflict", message: `Stage 'quantize-bnb-4' is ${status}` }),
  );
  expect(stageOf(runId, "distill")?.status).toBe("succeeded");
});

it("says which checkpoints there are when the one that is asked for is gone", async () => {
  const runId = await finishedRun([5, 10]);
  rmSync(join(home, "runs", runId, "distill", "a1", "output", "checkpoint-5"), { recursive: true });
  expect(() => resumeFromCheckpoint(services.db, { runId, step: 5 })).toThrow(
    expect.objectContaining({ code: "not-found", suggestion: saying("Choose one of: 10 (attempt 1)") }),
  );
  expect(statuses(runId)).toEqual(["distill succeeded", "quantize-bnb-4 succeeded"]);
});

it("refuses a stage that saves no checkpoints", async () => {
  const runId = await finishedRun([5]);
  expect(() => resumeFromCheckpoint(services.db, { runId, stageKey: "quantize-bnb-4", step: 5 })).toThrow(
    expect.objectContaining({ code: "invalid-input" }),
  );
});

it.each([
  [null, 2],
  [1, 1],
])("of two attempts with one step takes that of attempt %s as asked: %s", (asked, attempt) => {
  const found = [1, 2].map((number) => ({ attempt: number, step: 5, path: `/a${number}` }));
  expect(chooseCheckpoint(found, 5, asked)).toMatchObject({ attempt });
});

it("leaves runs that reuse a stage what they reused when it is run again", async () => {
  const source = await finishedRun([5]);
  const borrower = await finishedRun([]);
  const from = stageOf(source, "distill")?.id ?? "";
  const make = (name: string) =>
    registerArtifacts(services.db, { stageId: from, attemptId: `${from}.a1`, inputs: [] }, [
      { ...{ kind: "model", name, subject: null, path: join(home, name), step: null }, digest: null, sizeBytes: 1 },
    ]);
  make("before");
  const endedAt = Date.now();
  services.db
    .update(stages)
    .set({ status: "cached", cachedFromStageId: from, endedAt })
    .where(eq(stages.id, stageOf(borrower, "distill")?.id ?? ""))
    .run();
  await expect.poll(() => Date.now()).toBeGreaterThan(endedAt);
  make("after");
  const names = (runId: string) => listArtifacts(services.db, services.paths, runId).map(({ name }) => name);
  expect(names(source)).toEqual(["before", "after"]);
  expect(names(borrower)).toEqual(["before"]);
});

it("copies results that another run reuses before they are made anew", async () => {
  const source = await finishedRun([5]);
  const borrower = await finishedRun([]);
  const from = stageOf(source, "quantize-bnb-4")?.id ?? "";
  const to = stageOf(borrower, "quantize-bnb-4")?.id ?? "";
  const evaluate = { kind: "evaluate", subject: "student" } as const;
  services.db.update(stages).set(evaluate).where(eq(stages.id, from)).run();
  services.db
    .update(stages)
    .set({ ...evaluate, cachedFromStageId: from })
    .where(eq(stages.id, to))
    .run();
  services.db.insert(evaluations).values({ stageId: from, dataset: "d", subject: "student", resultJson: "1" }).run();
  expect(evaluationStages(services.db, borrower)).toMatchObject([{ sourceId: from, reusedFromId: from }]);
  services.db.transaction((tx) => keepReused(tx, [from]));
  services.db.update(evaluations).set({ resultJson: "2" }).where(eq(evaluations.stageId, from)).run();
  expect(evaluationStages(services.db, borrower)).toMatchObject([{ sourceId: to, reusedFromId: from }]);
  expect(services.db.select().from(evaluations).where(eq(evaluations.stageId, to)).get()?.resultJson).toBe("1");
});
