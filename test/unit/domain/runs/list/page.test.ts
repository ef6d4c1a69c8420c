import superjson from "superjson";
import { beforeAll, describe, expect, it } from "vitest";
import { runs } from "../../../../../db/schema/index";
import { type RunPage, runPageInputSchema } from "../../../../../server/contract/run-list";
import { listFacets } from "../../../../../server/domain/runs/list/facets";
import { listGroups } from "../../../../../server/domain/runs/list/groups";
import { listPage, listRowsOf } from "../../../../../server/domain/runs/list/page";
import type { Services } from "../../../../../server/domain/services";
import { countStatements } from "../../../../helpers/count-statements";
import { insertManyRuns } from "../../../../helpers/many-runs";
import { createServices } from "../../../../helpers/services";

let services: Services;
const count = 300;

beforeAll(() => {
  services = createServices();
  insertManyRuns(services, count, { points: 200 });
  settle();
}, 90_000);

const page = (input: object = {}): RunPage => listPage(services.db, runPageInputSchema.parse(input));
const numbers = ({ rows }: RunPage) => rows.map(({ number }) => number);

/** Reads the list until the facts of all runs are made. */
function settle(): void {
  const left = services.db.$client.prepare("SELECT count(*) FROM run_facts WHERE is_stale = 1").pluck();
  while (left.get() !== 0) page({ limit: 1 });
}

describe("a page of the list", () => {
  it("shows the newest first, with how many there are", () => {
    const first = page();
    expect([first.total, first.all, first.rows.length]).toEqual([count, count, 40]);
    expect(numbers(first).slice(0, 3)).toEqual([300, 299, 298]);
    expect(numbers(page({ offset: 298 }))).toEqual([2, 1]);
    expect(first.rows.find(({ id }) => id === "r300")).toMatchObject({
      teacher: "models/teacher-2",
      student: "models/student-4",
      status: "succeeded",
      headline: { quality: 0.29, qualityKept: 0.3053 },
      progress: { doneStages: 5, totalStages: 5, fraction: 1 },
    });
  });

  it("takes as few statements and bytes as it does with ten runs, and reads no more points than it shows", () => {
    const few = createServices();
    insertManyRuns(few, 10);
    listPage(few.db, runPageInputSchema.parse({}));
    const ofTen = countStatements(few, () => listPage(few.db, runPageInputSchema.parse({ search: "distil" })));
    const ofMany = countStatements(services, () => page({ search: "distil", sort: "quality" }));
    expect(ofMany).toBeLessThanOrEqual(ofTen);
    expect(ofMany).toBeLessThan(12);
    const first = page();
    expect(superjson.stringify(first).length).toBeLessThan(40 * 1024);
    expect(Math.max(...first.rows.map(({ loss }) => loss.length))).toBe(24);
    const [row] = first.rows;
    expect([row?.loss[0], row?.loss.at(-1)]).toEqual([3, Number((3 / (1 + 199 / 20)).toPrecision(4))]);
  });

  it.each([
    ["every searched word", { search: "distil-7 STUDENT-2" }, 6],
    ["a number", { search: "#300" }, 1],
    ["what nobody has", { search: "no such run" }, 0],
    ["signs that mean something to a database", { search: "100%_'\"" }, 0],
    ["a status", { statuses: ["failed"] }, 43],
    ["a tag", { tags: ["tag-3"] }, 43],
    ["two tags that no run has both of", { tags: ["tag-3", "tag-4"] }, 0],
    ["a sweep", { sweeps: ["w1"] }, 30],
    ["knowledge", { knowledge: ["answers", "logits"] }, 300],
    ["where runs come from", { origins: ["sweep"] }, 30],
    ["time", { createdFrom: Date.UTC(2026, 0, 1, 1), createdBefore: Date.UTC(2026, 0, 1, 2) }, 60],
    ["a recipe key", { group: { by: "recipe:training.epochs", value: "2" } }, 100],
  ])("filters by %s", (_what, filter, total) => {
    expect(page(filter)).toMatchObject({ total, all: count });
  });

  it("sorts by figures with what was not measured last, whichever way round", () => {
    for (const order of ["asc", "desc"] as const) {
      const { rows } = page({ sort: "quality", order, limit: 100 });
      const values = rows.map(({ headline }) => headline?.qualityKept ?? null);
      expect(values).toEqual(values.toSorted((a, b) => ((a ?? 0) - (b ?? 0)) * (order === "asc" ? 1 : -1)));
      expect(page({ sort: "quality", order, offset: 260 }).rows.every(({ headline }) => headline === null)).toBe(true);
    }
  });

  it("sorts by recipe keys as numbers and tells their values", () => {
    const keys = ["training.learningRate", "no.such.key"];
    const { rows } = page({ sort: "recipe:training.learningRate", order: "asc", keys, limit: 100 });
    expect(rows[0]?.values).toEqual([1e-5, null]);
    expect(rows.at(-1)?.values[0]).toBe(2e-5);
    expect(page({ sort: "recipe:training.learningRate", keys }).rows[0]?.values[0]).toBe(3e-4);
  });
});

it("names tags, sweeps and the recipe keys that differ", () => {
  const { tags, sweeps, keys } = listFacets(services.db, { archived: false });
  expect(tags.map(({ name }) => name).toSorted()).toEqual(Array.from({ length: 7 }, (_, index) => `tag-${index}`));
  expect(sweeps).toEqual([{ id: "w1", name: "rates" }]);
  expect(keys).toEqual(["student.model", "teacher.model", "training.epochs", "training.learningRate"]);
});

it("groups by anything and counts", () => {
  const filter = runPageInputSchema.parse({});
  const byStatus = listGroups(services.db, filter, "status");
  expect(byStatus.map(({ value, count: runsOf }) => [value, runsOf])).toEqual([
    ["succeeded", 257],
    ["failed", 43],
  ]);
  expect(listGroups(services.db, filter, "sweep").map(({ name }) => name)).toEqual([null, "rates"]);
  const pairs = listGroups(services.db, filter, "pair");
  expect(pairs).toHaveLength(15);
  for (const by of ["pair", "experiment", "sweep", "recipe:training.epochs"] as const)
    for (const { value, count: runsOf } of listGroups(services.db, filter, by))
      expect(page({ group: { by, value } }).total).toBe(runsOf);
});

it("follows what happens to a run, and forgets one that is deleted", () => {
  const { db } = services;
  db.update(runs).set({ name: "another name", tagsJson: '["fresh"]', notes: "Größe" }).run();
  settle();
  expect(page({ search: "another größe fresh" }).total).toBe(count);
  expect(listRowsOf(db, ["r7", "no-run", "r5"], { keys: [], curves: false }).map(({ id }) => id)).toEqual(["r7", "r5"]);
  db.$client.exec("PRAGMA foreign_keys = OFF; DELETE FROM runs WHERE number > 1; PRAGMA foreign_keys = ON");
  expect(page()).toMatchObject({ total: 1, all: 1 });
  expect(db.$client.prepare("SELECT max(runs) FROM recipe_keys").pluck().get()).toBe(1);
});
