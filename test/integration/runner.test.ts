import type { ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { like } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attempts } from "../../db/schema/index";
import { message } from "../../server/contract/message";
import { readLog } from "../../server/domain/results/logs/read";
import { listSeries } from "../../server/domain/results/metrics/series";
import { createRun } from "../../server/domain/runs/control/create";
import { cancelRun, retryStage } from "../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { logPath } from "../../server/platform/logger/logger";
import { createFakeEngine, createFakeInputs, type FakeTraining } from "../helpers/fake-engine";
import { endGroup, startStillroom, waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";

let home: string;
let services: Services;
let runner: ChildProcess | null = null;
let env: Record<string, string>;

beforeEach(() => {
  home = createHome();
  const engine = createFakeEngine(home);
  services = createServices(home, engine);
  env = { STILLROOM_HOME: home, STILLROOM_ENGINE: engine };
});

afterEach(async () => {
  if (runner) await endGroup(runner);
  runner = null;
});

function startRunner(): void {
  runner = startStillroom(["runner"], env);
}

async function start(training: FakeTraining, changes: object = {}): Promise<string> {
  const { runId } = await createRun(services, { recipe: { ...createFakeInputs(home, training), ...changes } });
  return runId;
}

const distillOf = (runId: string) => getRun(services, runId).stages.find(({ key }) => key === "distill");
const lossOf = (runId: string) => listSeries(services.db, { runIds: [runId], keys: ["loss"], points: 1_000_000 });
const untilEnded = (runId: string) =>
  waitFor("the run to end", () => {
    const run = getRun(services, runId);
    return ["succeeded", "failed", "cancelled", "stopped"].includes(run.status) ? run : null;
  });

describe("runner", () => {
  it("loses and doubles nothing when it is killed again and again in the middle of training", async () => {
    const lines = 600;
    startRunner();
    const runId = await start({ lines, perSecond: 100 });
    await waitFor("the first point", () => lossOf(runId)[0]?.total || null);
    for (let kill = 0; kill < 4; kill += 1) {
      await sleep(400);
      if (runner) await endGroup(runner);
      await sleep(300);
      startRunner();
    }
    const run = await untilEnded(runId);
    expect(run.status).toBe("succeeded");
    const series = lossOf(runId);
    expect(series).toHaveLength(1);
    expect(series[0]?.points.map(([step]) => step)).toEqual(Array.from({ length: lines }, (_, index) => index + 1));
    const written = readFileSync(join(home, "runs", runId, "distill", "a1", "out.log"), "utf8");
    const { text } = await readLog(services, { runId, stageKey: "distill", startBytes: 0, maxBytes: 1 << 20 });
    expect(text).toBe(written);
    expect(written.match(/^step /gm)).toHaveLength(lines);
    expect(distillOf(runId)?.attempts).toHaveLength(1);
  });

  it("uses an equal result again, and says so, when only the learning rate is new", async () => {
    startRunner();
    const answers = { knowledge: [{ kind: "answers" }] };
    const first = await start({ lines: 3, perSecond: 100 }, answers);
    await untilEnded(first);
    const fake = { ...createFakeInputs(home, { lines: 3, perSecond: 100 }), ...answers };
    const { runId } = await createRun(services, {
      recipe: { ...fake, training: { tuner: "full", learningRate: 0.05 } },
    });
    const second = await untilEnded(runId);
    const stage = (key: string) => second.stages.find((entry) => entry.key === key);
    expect(stage("teacher-inference")).toMatchObject({ status: "cached", cachedFrom: { runId: first } });
    expect(stage("distill")?.status).toBe("succeeded");
  });

  it("stores how a stage failed with its last lines and a suggestion, then retries it", async () => {
    startRunner();
    const failure = "OSError: [Errno 28] No space left on device";
    const runId = await start({ lines: 5, perSecond: 100, failure });
    await untilEnded(runId);
    const failed = distillOf(runId);
    expect(failed?.exit).toMatchObject({ outcome: "failed", reason: "disk-full" });
    expect(failed?.exit?.logTail).toContain(failure);
    expect(failed?.exit?.suggestion).toEqual(message("exits.disk-full-next"));
    writeFileSync(join(home, "data", "fake.json"), JSON.stringify({ lines: 2, perSecond: 100 }));
    retryStage(services.db, { runId, stageKey: "distill" });
    const retried = await untilEnded(runId);
    expect(retried.status).toBe("succeeded");
    expect(distillOf(runId)?.attempts.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
    expect(lossOf(runId).map(({ attempt, total }) => [attempt, total])).toEqual([
      [1, 5],
      [2, 2],
    ]);
    const ends = await waitFor("the log of the runner", () => {
      const lines = readFileSync(logPath(services.paths.logs, "runner"), "utf8").trim().split("\n");
      const found = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith("Ended distill of run"));
      return found.length === 2 ? found : null;
    });
    const attemptIds = services.db
      .select({ id: attempts.id })
      .from(attempts)
      .where(like(attempts.directory, "%/distill/%"));
    expect(ends.map(({ attemptId }) => attemptId)).toEqual(attemptIds.all().map(({ id }) => id));
    for (const end of ends) expect(end).toMatchObject({ level: "info", runId, durationMs: expect.any(Number) });
  });

  it("cancels what runs and leaves no process behind", async () => {
    startRunner();
    const runId = await start({ lines: 10_000, perSecond: 50 });
    await waitFor("the first point", () => lossOf(runId)[0]?.total || null);
    cancelRun(services.db, runId);
    const run = await untilEnded(runId);
    expect(run.status).toBe("cancelled");
    const before = lossOf(runId)[0]?.total;
    await sleep(500);
    expect(lossOf(runId)[0]?.total).toBe(before);
  });
});
