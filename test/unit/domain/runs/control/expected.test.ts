import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { attempts, runs, type StageRow, stages } from "../../../../../db/schema/index";
import { runPageInputSchema } from "../../../../../server/contract/run-list";
import { listQueue } from "../../../../../server/domain/placement/queue/list";
import { appendPoints } from "../../../../../server/domain/results/metrics/append";
import { createRun } from "../../../../../server/domain/runs/control/create";
import { listPage } from "../../../../../server/domain/runs/list/page";
import { getRun } from "../../../../../server/domain/runs/views/get";
import type { Services } from "../../../../../server/domain/services";
import { createFakeInputs } from "../../../../helpers/fake-engine";
import { insertAnswers } from "../../../../helpers/past-runs";
import { createHome, createServices } from "../../../../helpers/services";

let services: Services;
let recipe: object;

beforeEach(() => {
  const home = createHome();
  services = createServices(home);
  recipe = createFakeInputs(home, { lines: 1, perSecond: 1 });
});

const create = async () => (await createRun(services, { recipe })).runId;
const listed = (runId: string) =>
  listPage(services.db, runPageInputSchema.parse({})).rows.find(({ id }) => id === runId)?.timeLeft;

/** Lets every stage of a run have taken ten minutes. */
function finish(runId: string): void {
  const { db } = services;
  const endedAt = Date.now() + 600_000;
  const ended = { status: "succeeded", startedAt: endedAt - 600_000, endedAt } as const;
  for (const stage of db.select().from(stages).where(eq(stages.runId, runId)).all()) finishStage(stage, ended);
  db.update(runs).set({ status: "succeeded" }).where(eq(runs.id, runId)).run();
}

function finishStage(
  { id, runId, kind, subject }: StageRow,
  ended: Pick<StageRow, "status" | "startedAt" | "endedAt">,
) {
  const { db } = services;
  db.update(stages).set(ended).where(eq(stages.id, id)).run();
  const attemptId = `${id}.a1`;
  db.insert(attempts)
    .values({ id: attemptId, stageId: id, number: 1, status: "succeeded", executor: "local", directory: "unused" })
    .run();
  const beganAt = ended.startedAt ?? 0;
  const point = (step: number) => ({ key: "loss", step, atMs: beganAt + step * 1_000, value: 1 });
  if (kind === "distill") appendPoints(db, { runId, attemptId }, [point(1), point(2)]);
  if (kind === "evaluate") insertAnswers(services, id, `facts-${subject}`, { a: "x" });
}

it("tells of a new run how long its stages will take, and what is left of all, by what an earlier one took", async () => {
  const first = await create();
  expect(getRun(services, first).stages.map(({ expected }) => expected)).not.toContainEqual(expect.anything());
  expect(listed(first)).toBeNull();
  finish(first);
  expect(listed(first)).toBeNull();
  const second = await create();
  const { stages: pipeline, timeLeft } = getRun(services, second);
  expect(pipeline.map(({ expected }) => expected)).not.toContain(null);
  const sum = pipeline.reduce((total, { expected }) => total + (expected?.highMs ?? 0), 0);
  expect(sum).toBeGreaterThan(600_000);
  expect(timeLeft?.highMs).toBeCloseTo(sum);
  expect(listed(second)).toEqual(timeLeft);
  expect(listQueue(services.db)).toMatchObject([{ runId: second, timeLeft }]);
});
