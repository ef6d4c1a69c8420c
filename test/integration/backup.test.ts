import type { ChildProcess } from "node:child_process";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterEach, expect, it } from "vitest";
import { createRun } from "../../server/domain/runs/control/create";
import { getRun } from "../../server/domain/runs/views/get";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { endGroup, startStillroom, stillroomEntry, waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";

const run = promisify(execFile);
let runner: ChildProcess | null = null;

afterEach(async () => {
  if (runner) await endGroup(runner);
});

/** Points by series against the count that is kept beside them: both are written in one transaction. */
const torn = `SELECT count(*) FROM metric_series LEFT JOIN
  (SELECT series_id, count(*) AS points FROM metric_points GROUP BY series_id) ON series_id = metric_series.id
  WHERE count != coalesce(points, 0)`;

it("copies a database that a runner writes to all the time, each time as it was at one moment", async () => {
  const home = createHome();
  const engine = createFakeEngine(home);
  const services = createServices(home, engine);
  const env = { STILLROOM_HOME: home, STILLROOM_ENGINE: engine, STILLROOM_CPU_SLOTS: "2" };
  const recipe = createFakeInputs(home, { lines: 12_000, perSecond: 400 });
  const runIds = [];
  for (const seed of [1, 2])
    runIds.push((await createRun(services, { recipe: { ...recipe, data: { ...recipe.data, seed } } })).runId);
  runner = startStillroom(["runner"], env);
  const pointsOf = (runId: string) => getRun(services, runId).metrics.find(({ key }) => key === "loss")?.count ?? 0;
  for (const runId of runIds) await waitFor(`points of ${runId}`, () => (pointsOf(runId) > 100 ? true : null));
  const copies: number[] = [];
  for (const name of ["first", "second", "second"]) {
    const file = join(home, `${name}.db`);
    await run(process.execPath, [stillroomEntry, "backup", file], { env: { ...process.env, ...env } });
    const copy = new Database(file, { readonly: true });
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(copy.prepare(torn).pluck().get()).toBe(0);
    copies.push(Number(copy.prepare("SELECT count(*) FROM metric_points").pluck().get()));
    copy.close();
    await sleep(300);
  }
  expect(copies[0]).toBeGreaterThan(200);
  expect(copies).toEqual(copies.toSorted((a, b) => a - b));
  // The runner has written in between.
  expect(new Set(copies).size).toBe(3);
});
