import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { createRun } from "../../server/domain/runs/control/create";
import { retryStage } from "../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../server/domain/runs/views/get";
import { listRuns } from "../../server/domain/runs/views/list";
import { startApp } from "../helpers/app";
import { compareAttempts, faultsOf, mountSmallDisk, unmount } from "../helpers/chaos";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { waitFor } from "../helpers/processes";
import { createServices } from "../helpers/services";

const seconds = Number(process.env.STILLROOM_CHAOS_SECONDS ?? 100);
const runsAtWork = 2;
const clock = pathToFileURL(resolve(import.meta.dirname, "..", "fixtures", "jumping-clock.mjs")).href;

test("every line that reached the disk is stored once, whatever is killed, stopped, locked or full", async () => {
  test.setTimeout((seconds + 300) * 1000);
  const root = mkdtempSync(join(tmpdir(), "stillroom-chaos-"));
  const home = join(root, "home");
  const canFillDisk = mountSmallDisk(home, 512 + seconds);
  const clockFile = join(root, "clock");
  writeFileSync(clockFile, "0");
  const engine = createFakeEngine(home);
  const recipe = createFakeInputs(home, { lines: 6000, perSecond: 1000, torn: true });
  const app = await startApp({
    home,
    engine,
    runnerEnv: {
      NODE_OPTIONS: `--import=${clock}`,
      STILLROOM_TEST_CLOCK: clockFile,
      STILLROOM_CPU_SLOTS: String(runsAtWork),
    },
  });
  const services = createServices(home, engine);
  const faults = faultsOf({ app, services, clockFile, canFillDisk });
  const done = new Map<string, number>();
  let seed = 0;
  try {
    const until = Date.now() + seconds * 1000;
    for (let round = 0; Date.now() < until; round += 1) {
      await attempt(async () => keepBusy());
      await sleep(400 + Math.random() * 1600);
      // Each fault once in turn, then at random.
      const fault = faults[round < faults.length ? round : Math.floor(Math.random() * faults.length)];
      if (fault === undefined) continue;
      await fault.run();
      done.set(fault.name, (done.get(fault.name) ?? 0) + 1);
    }
    writeFileSync(clockFile, "0");
    await waitFor("all runs to end", () => attempt(async () => (isDone() ? true : null)), 180_000);
  } finally {
    await app.end();
  }
  const compared = compareAttempts(services);
  const lines = compared.reduce((sum, { onDisk }) => sum + onDisk.length, 0);
  const faultCount = [...done.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `\nchaos: ${faultCount} faults, ${lines} lines, ${compared.length} attempts${canFillDisk ? "" : " (no disk could be mounted to fill)"}\n` +
      [...done].map(([name, count]) => `  ${count} × ${name}\n`).join(""),
  );
  for (const { attemptId, onDisk, stored } of compared) expect(stored, attemptId).toEqual(onDisk);
  expect(lines).toBeGreaterThan(seconds * 50);
  expect(compared.length, "attempts").toBeGreaterThan(seconds / 20);
  expect(faultCount).toBeGreaterThan(faults.length);
  if (canFillDisk) unmount(home);

  function countActive(): number {
    return listRuns(services.db, { archived: false }).filter(({ status }) => ["queued", "running"].includes(status))
      .length;
  }

  /** Some runs are always at work; what was killed or lost is tried again. */
  async function keepBusy(): Promise<void> {
    retryFailed(0.5);
    for (let active = countActive(); active < runsAtWork; active += 1) {
      // Another seed each, so that no result is used again instead of being written.
      seed += 1;
      await createRun(services, { recipe: { ...recipe, name: `chaos-${seed}`, data: { ...recipe.data, seed } } });
    }
  }

  /** Tries what failed, or was lost and would be tried again later, at once; each with the given chance. */
  function retryFailed(chance: number): void {
    for (const { id, status } of listRuns(services.db, { archived: false }).slice(0, 3)) {
      if (["succeeded", "cancelled", "stopped"].includes(status) || Math.random() > chance) continue;
      const failed = getRun(services, id).stages.find(
        (stage) => stage.retryAt !== null || ["failed", "lost"].includes(stage.status),
      );
      if (failed) retryStage(services.db, { runId: id, stageKey: failed.key });
    }
  }

  /** Once the faults are over; nobody waits here for the time of another try. */
  function isDone(): boolean {
    if (countActive() === 0) return true;
    for (const { id, status } of listRuns(services.db, { archived: false })) {
      const waiting = status === "succeeded" ? undefined : getRun(services, id).stages.find((s) => s.retryAt !== null);
      if (waiting) retryStage(services.db, { runId: id, stageKey: waiting.key });
    }
    return false;
  }
});

/** A locked database or a full disk also meets the test itself, which then tries again later. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (
      /SQLITE_BUSY|SQLITE_FULL|SQLITE_IOERR|ENOSPC|database is locked|database or disk is full|disk are needed/i.test(
        String(error),
      )
    )
      return null;
    throw error;
  }
}
