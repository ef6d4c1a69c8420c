import type { ChildProcess } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, it } from "vitest";
import { getHostStatus } from "../../server/domain/placement/host/status";
import { holdRun, releaseRun } from "../../server/domain/placement/queue/change";
import { listSeries } from "../../server/domain/results/metrics/series";
import { createRun } from "../../server/domain/runs/control/create";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { mountSmallDisk, unmount } from "../helpers/chaos";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { endGroup, startStillroom, waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";

const lines = 40;
let runner: ChildProcess | null = null;
let disk: string | null = null;

afterEach(async () => {
  if (runner) await endGroup(runner);
  if (disk) unmount(disk);
  runner = null;
  disk = null;
});

/** A runner on `home` and a run that is held back, so that nothing of it has begun. */
async function prepare(home: string): Promise<{ services: Services; runId: string }> {
  const engine = createFakeEngine(home);
  const services = createServices(home, engine);
  const { runId } = await createRun(services, { recipe: createFakeInputs(home, { lines, perSecond: 100 }) });
  holdRun(services.db, runId);
  runner = startStillroom(["runner"], { STILLROOM_HOME: home, STILLROOM_ENGINE: engine });
  await waitFor("the runner to beat", async () => ((await getHostStatus(services)).runner.alive ? true : null));
  return { services, runId };
}

const untilPaused = (services: Services, reason: string | null) =>
  waitFor(`the runner to wait for ${reason}`, async () => {
    const { paused, alive } = (await getHostStatus(services)).runner;
    return (paused?.reason ?? null) === reason && alive ? { paused } : null;
  });

async function expectWhole(services: Services, runId: string): Promise<void> {
  const run = await waitFor("the run to end", () => {
    const found = getRun(services, runId);
    return ["succeeded", "failed"].includes(found.status) ? found : null;
  });
  expect(run.status).toBe("succeeded");
  const [series] = listSeries(services.db, { runIds: [runId], keys: ["loss"], points: 1_000 });
  expect(series?.points.map(([step]) => step)).toEqual(Array.from({ length: lines }, (_, index) => index + 1));
}

it("says that it waits while another program holds the database, and goes on with what was under way", async () => {
  const { services, runId } = await prepare(createHome());
  releaseRun(services.db, runId);
  await waitFor("the first point", () => getRun(services, runId).metrics[0]?.count || null);
  const other = new Database(services.paths.database);
  other.exec("BEGIN IMMEDIATE");
  const { paused } = await untilPaused(services, "database-locked");
  expect(paused?.message).toContain("locked");
  other.exec("ROLLBACK");
  other.close();
  await untilPaused(services, null);
  await expectWhole(services, runId);
});

const place = createHome();
const canMount = mountSmallDisk(join(place, "probe"), 1);
if (canMount) unmount(join(place, "probe"));

it.skipIf(!canMount)(
  "says that it waits while the disk is full, and starts what waits once there is room",
  async () => {
    disk = join(place, "disk");
    // A recipe is refused where its checkpoints would find no room.
    mountSmallDisk(disk, 512);
    const { services, runId } = await prepare(disk);
    const filler = join(disk, "filler");
    const fill = () => {
      for (;;) writeFileSync(filler, Buffer.alloc(4_096), { flag: "a" });
    };
    expect(fill).toThrow(/ENOSPC/);
    const { paused } = await untilPaused(services, "disk-full");
    expect(paused?.sinceMs).toBeLessThanOrEqual(Date.now());
    rmSync(filler);
    await untilPaused(services, null);
    releaseRun(services.db, runId);
    await expectWhole(services, runId);
  },
);
