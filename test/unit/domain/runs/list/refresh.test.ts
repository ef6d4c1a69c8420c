import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { lockWaitMs } from "../../../../../db/lock-wait";
import { refreshFacts } from "../../../../../server/domain/runs/list/refresh";
import { insertManyRuns } from "../../../../helpers/many-runs";
import { createServices } from "../../../../helpers/services";

function prepare() {
  const { db, paths } = createServices();
  insertManyRuns({ db, paths }, 1);
  const stale = db.$client.prepare("SELECT count(*) FROM run_facts WHERE is_stale = 1").pluck();
  return { db, database: paths.database, countStale: () => stale.get() };
}

it("leaves the facts as they were while another process writes, and makes them once that is done", () => {
  const { db, database, countStale } = prepare();
  const other = new Database(database);
  other.exec("BEGIN IMMEDIATE");
  const before = Date.now();
  refreshFacts(db);
  expect(Date.now() - before).toBeLessThan(lockWaitMs / 2);
  expect(countStale()).toBe(1);
  expect(db.$client.pragma("busy_timeout", { simple: true })).toBe(lockWaitMs);
  other.close();
  refreshFacts(db);
  expect(countStale()).toBe(0);
});

it("hides no other fault", () => {
  const { db } = prepare();
  db.$client.exec("ALTER TABLE run_shown RENAME TO lost");
  expect(() => refreshFacts(db)).toThrow(/run_shown/);
});
