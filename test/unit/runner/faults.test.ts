import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SqliteError } from "better-sqlite3";
import { eq } from "drizzle-orm";
import { beforeEach, expect, it, vi } from "vitest";
import { attempts, runs, stages } from "../../../db/schema/index";
import { createRun } from "../../../server/domain/runs/control/create";
import { getRun } from "../../../server/domain/runs/views/get";
import type { Services } from "../../../server/domain/services";
import { doEach } from "../../../server/runner/isolate";
import { createMemory } from "../../../server/runner/memory";
import { tick } from "../../../server/runner/runner";
import { createFakeInputs } from "../../helpers/fake-engine";
import { createHome, createServices } from "../../helpers/services";
import { createSimulation } from "../../helpers/simulated-executor";

let home: string;
let services: Services;
let clock: number;
const log = vi.fn<(line: string) => void>();

beforeEach(() => {
  home = createHome();
  services = createServices(home);
  clock = Date.now();
  log.mockClear();
});

const start = async () =>
  (await createRun(services, { recipe: createFakeInputs(home, { lines: 1, perSecond: 1 }) })).runId;

/** A runner on a host whose attempts take a second each; every look is a second later than the one before. */
function createLooks(): () => Promise<void> {
  const memory = createMemory();
  const executor = createSimulation(
    0,
    () => clock,
    () => 1_000,
  );
  return async () => {
    await tick({ services, executor, log, now: () => clock }, memory);
    clock += 1_000;
  };
}

const folderOf = (runId: string) => join(services.paths.runs, runId, "distill", "a1");
const stageOf = (runId: string) => getRun(services, runId).stages[0];

it("fails an attempt alone whose plan is damaged, once it has ended, and says so once", async () => {
  const runId = await start();
  const look = createLooks();
  await look();
  writeFileSync(join(folderOf(runId), "plan.json"), "{");
  const other = await start();
  for (let count = 0; count < 4; count += 1) await look();
  expect(stageOf(runId)).toMatchObject({ status: "failed", exit: { message: { code: "exits.not-stored" } } });
  expect(stageOf(other)?.status).toBe("succeeded");
  expect(log.mock.calls.filter(([line]) => line.startsWith("Attempt"))).toHaveLength(1);
});

it("fails an attempt alone whose result is gone", async () => {
  const runId = await start();
  const look = createLooks();
  await look();
  const stageId = stageOf(runId)?.id ?? "";
  services.db
    .update(attempts)
    .set({ directory: join(home, "gone") })
    .where(eq(attempts.stageId, stageId))
    .run();
  const other = await start();
  rmSync(folderOf(runId), { recursive: true });
  for (let count = 0; count < 4; count += 1) await look();
  expect(stageOf(runId)?.status).toBe("failed");
  expect(stageOf(other)?.status).toBe("succeeded");
});

it("finds the process of an attempt again whose handle is damaged", async () => {
  const runId = await start();
  const look = createLooks();
  await look();
  services.db.update(attempts).set({ handleJson: "{" }).run();
  for (let count = 0; count < 3; count += 1) await look();
  expect(stageOf(runId)?.status).toBe("succeeded");
});

it("runs the others where not even the failure of a stage can be stored", async () => {
  const [broken, other] = [await start(), await start()];
  services.db.update(runs).set({ recipeJson: "{" }).where(eq(runs.id, broken)).run();
  services.db.$client
    .prepare(
      "CREATE TRIGGER refuse BEFORE UPDATE OF status ON runs WHEN old.id = NEW.id AND NEW.status = 'failed' BEGIN SELECT RAISE(ABORT, 'refused'); END",
    )
    .run();
  const look = createLooks();
  for (let count = 0; count < 3; count += 1) await look();
  expect(stageOf(other)?.status).toBe("succeeded");
  expect(services.db.select().from(stages).where(eq(stages.runId, broken)).get()?.status).toBe("waiting");
  expect(log.mock.calls.filter(([line]) => line.includes("cannot even fail"))).toHaveLength(1);
});

it("gives every piece of a look its turn before it throws, and throws at once what storage cannot take", async () => {
  const after = vi.fn();
  const fault = new Error("one piece");
  const failing = () => {
    throw fault;
  };
  await expect(doEach(services, [failing, after])).rejects.toBe(fault);
  expect(after).toHaveBeenCalledTimes(1);
  const corrupt = () => {
    throw new SqliteError("database disk image is malformed", "SQLITE_CORRUPT");
  };
  await expect(doEach(services, [corrupt, after])).rejects.toThrow("malformed");
  expect(after).toHaveBeenCalledTimes(1);
});
