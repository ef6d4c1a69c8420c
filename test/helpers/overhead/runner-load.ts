import { setTimeout as sleep } from "node:timers/promises";
import { createRun } from "../../../server/domain/runs/control/create";
import { cancelRun } from "../../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../../server/domain/runs/views/get";
import { createFakeEngine, createFakeInputs } from "../fake-engine";
import { endGroup, startStillroom, waitFor } from "../processes";
import { createHome, createServices } from "../services";
import { readUse } from "./process-use";

export type RunnerLoad = {
  attempts: number;
  seconds: number;
  cpuShare: number;
  meanRssBytes: number;
  maxRssBytes: number;
};

// The transformer of tsx is a process of its own below the runner.
const helpers = ["esbuild"];
const sampleMs = 1_000;
// The runner's code is compiled while it runs, which ends after about a minute; an attempt takes hours.
const warmUpMs = 60_000;

/** CPU share of one core and resident memory of a runner that looks after `attempts`, each of which writes one line a second. */
export async function measureRunner({ attempts, seconds }: { attempts: number; seconds: number }): Promise<RunnerLoad> {
  const home = createHome();
  const engine = createFakeEngine(home);
  const services = createServices(home, engine);
  const recipe = createFakeInputs(home, { lines: 100_000, perSecond: 1 });
  const runIds: string[] = [];
  for (let seed = 1; seed <= attempts; seed += 1)
    runIds.push((await createRun(services, { recipe: { ...recipe, data: { ...recipe.data, seed } } })).runId);
  const env = { STILLROOM_HOME: home, STILLROOM_ENGINE: engine, STILLROOM_CPU_SLOTS: String(attempts) };
  const runner = startStillroom(["runner"], env);
  try {
    const isWriting = (runId: string) =>
      getRun(services, runId).metrics.some(({ key }) => key === "loss") ? true : null;
    for (const runId of runIds) await waitFor(`the first line of ${runId}`, () => isWriting(runId), 300_000);
    await sleep(warmUpMs);
    const pid = runner.pid ?? -1;
    const from = readUse(pid, helpers);
    const startedAt = performance.now();
    const sizes: number[] = [];
    while (performance.now() - startedAt < seconds * 1_000) {
      await sleep(sampleMs);
      sizes.push(readUse(pid, helpers).rssBytes);
    }
    const used = readUse(pid, helpers).cpuSeconds - from.cpuSeconds;
    const passed = (performance.now() - startedAt) / 1_000;
    return {
      ...{ attempts, seconds: passed, cpuShare: used / passed },
      ...{ meanRssBytes: sizes.reduce((sum, size) => sum + size, 0) / sizes.length, maxRssBytes: Math.max(...sizes) },
    };
  } finally {
    for (const runId of runIds) cancelRun(services.db, runId);
    const isOver = (runId: string) => (getRun(services, runId).status === "cancelled" ? true : null);
    for (const runId of runIds) await waitFor(`the end of ${runId}`, () => isOver(runId), 120_000);
    await endGroup(runner, "SIGTERM");
  }
}
