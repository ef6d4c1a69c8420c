import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { attempts, runs } from "../../../../../db/schema/index";
import { holdRun, moveRun, releaseRun, setPriority } from "../../../../../server/domain/placement/queue/change";
import { listActive } from "../../../../../server/domain/placement/queue/entries";
import { listQueue } from "../../../../../server/domain/placement/queue/list";
import { createRun } from "../../../../../server/domain/runs/control/create";
import { getRun } from "../../../../../server/domain/runs/views/get";
import type { Services } from "../../../../../server/domain/services";
import { createFakeInputs } from "../../../../helpers/fake-engine";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;
let ids: string[];

beforeEach(async () => {
  home = createHome();
  services = createServices(home);
  const recipe = createFakeInputs(home, { lines: 1, perSecond: 1 });
  ids = [];
  for (let index = 0; index < 4; index += 1) ids.push((await createRun(services, { recipe })).runId);
});

const order = () => listQueue(services.db).map(({ number }) => number);
const idOf = (number: number) => ids[number - 1] ?? "";
const move = (number: number, before: number | null) =>
  moveRun(services.db, { runId: idOf(number), beforeRunId: before === null ? null : idOf(before) });

it("is in the order of run numbers, and says that no runner is there", () => {
  expect(order()).toEqual([1, 2, 3, 4]);
  expect(listQueue(services.db)[0]).toMatchObject({ reason: { kind: "runner" }, placed: false, held: false });
});

it("follows priority, which drops a place given by hand", () => {
  move(4, 1);
  setPriority(services.db, { runId: idOf(4), priority: -5 });
  setPriority(services.db, { runId: idOf(3), priority: 100 });
  expect(order()).toEqual([3, 1, 2, 4]);
  expect(() => setPriority(services.db, { runId: idOf(1), priority: 101 })).toThrow("whole number");
  expect(() => setPriority(services.db, { runId: idOf(1), priority: Number.NaN })).toThrow("whole number");
});

it("puts a run where a person moves it, up, down and last, again and again", () => {
  move(3, 1);
  expect(order()).toEqual([3, 1, 2, 4]);
  move(3, 4);
  expect(order()).toEqual([1, 2, 3, 4]);
  move(1, null);
  expect(order()).toEqual([2, 3, 4, 1]);
  move(4, 3);
  expect(order()).toEqual([2, 4, 3, 1]);
});

it("takes a new run behind those that were placed", async () => {
  move(1, null);
  const recipe = createFakeInputs(home, { lines: 1, perSecond: 1 });
  await createRun(services, { recipe: { ...recipe, name: "another" } });
  expect(order()).toEqual([2, 3, 4, 1, 5]);
});

it("refuses to move a run among those of another priority, or one that has ended", () => {
  setPriority(services.db, { runId: idOf(1), priority: 1 });
  expect(() => move(2, 1)).toThrow("another priority");
  services.db
    .update(runs)
    .set({ status: "succeeded" })
    .where(eq(runs.id, idOf(3)))
    .run();
  expect(() => move(3, 2)).toThrow("already ended");
  expect(() => holdRun(services.db, idOf(3))).toThrow("already ended");
});

it("counts what runs here, and not what was imported while it still trains elsewhere", () => {
  const stages = getRun(services, idOf(1)).stages;
  const row = { stageId: stages[0]?.id ?? "", number: 1, status: "running" as const, directory: home };
  services.db
    .insert(attempts)
    .values({ ...row, id: "theirs", executor: "import" })
    .run();
  expect(listActive(services.db)).toEqual([]);
  services.db
    .insert(attempts)
    .values({ ...row, id: "ours", number: 2, executor: "local", gpusJson: "[1]" })
    .run();
  expect(listActive(services.db)).toMatchObject([{ stageId: row.stageId, gpus: [1] }]);
});

it("marks a held run until it is released", () => {
  holdRun(services.db, idOf(2));
  expect(listQueue(services.db).find(({ number }) => number === 2)).toMatchObject({
    held: true,
    reason: { kind: "held" },
  });
  releaseRun(services.db, idOf(2));
  expect(listQueue(services.db).every(({ held }) => !held)).toBe(true);
});
