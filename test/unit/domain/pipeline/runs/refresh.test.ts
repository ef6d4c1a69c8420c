import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { runs, stages } from "../../../../../db/schema/index";
import type { StageStatus } from "../../../../../server/contract/stage";
import { refreshRun } from "../../../../../server/domain/pipeline/runs/refresh";
import type { Services } from "../../../../../server/domain/services";
import { insertRun } from "../../../../helpers/past-runs";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices(createHome());
});

const pipeline = [
  { key: "teacher-inference", kind: "teacher-inference" },
  { key: "distill", kind: "distill" },
  { key: "evaluate-teacher", kind: "evaluate", subject: "teacher" },
  { key: "evaluate-student-base", kind: "evaluate", subject: "student-base" },
] as const;

/** A run whose stages have these statuses, in the order of the pipeline. */
function runWith(...statuses: StageStatus[]): string {
  const id = insertRun(
    services,
    minimalRecipe(),
    pipeline.map((stage) => ({ ...stage })),
  );
  set(id, ...statuses);
  return id;
}

function set(runId: string, ...statuses: StageStatus[]): void {
  statuses.forEach((status, index) => {
    const place = and(eq(stages.runId, runId), eq(stages.key, pipeline[index]?.key ?? ""));
    services.db.update(stages).set({ status }).where(place).run();
  });
}

function statusesOf(runId: string) {
  refreshRun(services.db, runId);
  const rows = services.db.select().from(stages).where(eq(stages.runId, runId)).orderBy(stages.position).all();
  return rows.map(({ status, requested }) => (requested === null ? status : `${status} ${requested}`));
}

it("starts no evaluation of a run whose training failed, and ends with it", () => {
  const runId = runWith("succeeded", "failed", "succeeded", "waiting");
  expect(statusesOf(runId)).toEqual(["succeeded", "failed", "succeeded", "blocked"]);
  expect(services.db.select().from(runs).where(eq(runs.id, runId)).get()?.status).toBe("failed");
});

it("lets them wait again once the training is tried again", () => {
  const runId = runWith("succeeded", "failed", "waiting", "ready");
  expect(statusesOf(runId)).toEqual(["succeeded", "failed", "blocked", "blocked"]);
  set(runId, "succeeded", "waiting");
  expect(statusesOf(runId)).toEqual(["succeeded", "waiting", "waiting", "waiting"]);
});

it("ends an evaluation that runs, but not one whose result another run waits for", () => {
  const runId = runWith("succeeded", "failed", "running", "running");
  const other = runWith("succeeded", "running", "ready", "succeeded");
  services.db.update(stages).set({ cacheKey: "teacher" }).where(eq(stages.key, "evaluate-teacher")).run();
  expect(statusesOf(runId)).toEqual(["succeeded", "failed", "running", "stopping unneeded"]);
  set(other, "succeeded", "running", "succeeded");
  expect(statusesOf(runId)).toEqual(["succeeded", "failed", "stopping unneeded", "stopping unneeded"]);
});

it("leaves the others be where a person ended the training, and where an evaluation failed", () => {
  expect(statusesOf(runWith("succeeded", "cancelled", "running", "waiting"))[3]).toBe("waiting");
  expect(statusesOf(runWith("succeeded", "running", "failed", "waiting"))[3]).toBe("waiting");
});

it("knows that nothing can be trained where what the training needs failed", () => {
  const runId = runWith("failed", "waiting", "waiting", "waiting");
  const dependsOnJson = JSON.stringify(["teacher-inference"]);
  services.db.update(stages).set({ dependsOnJson }).where(eq(stages.key, "distill")).run();
  expect(statusesOf(runId)).toEqual(["failed", "blocked", "blocked", "blocked"]);
});
