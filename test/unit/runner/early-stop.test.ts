import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it, vi } from "vitest";
import { attempts, runs, stages } from "../../../db/schema/index";
import { appendPoints } from "../../../server/domain/results/metrics/append";
import { createRun } from "../../../server/domain/runs/control/create";
import type { Services } from "../../../server/domain/services";
import { stopWorseTrials } from "../../../server/runner/early-stop";
import { createFakeInputs } from "../../helpers/fake-engine";
import { createHome, createServices } from "../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

/** A sweep of three trials at work, of which the last learns nothing; returns its runs. */
async function startSweep(): Promise<string[]> {
  const inputs = createFakeInputs(home, { lines: 1, perSecond: 1 });
  const { runIds } = await createRun(services, {
    recipe: {
      ...inputs,
      data: { ...inputs.data, validation: inputs.data.train },
      sweep: {
        parameters: { "training.learningRate": [1e-4, 2e-4, 0.5] },
        earlyStop: { minSteps: 1, minTrials: 2 },
      },
    },
  });
  runIds.forEach((runId, index) => {
    const stage = services.db.select().from(stages).where(eq(stages.runId, runId)).get();
    const attemptId = `${stage?.id}.a1`;
    const attempt = {
      id: attemptId,
      stageId: stage?.id ?? "",
      number: 1,
      status: "running",
      executor: "local",
    } as const;
    services.db
      .insert(attempts)
      .values({ ...attempt, directory: home })
      .run();
    services.db.update(stages).set({ status: "running" }).where(eq(stages.runId, runId)).run();
    const points = [1, 2].map((step) => ({ key: "eval_loss", step, atMs: step, value: index === 2 ? 9 : 2 / step }));
    services.db.transaction((tx) => appendPoints(tx, { runId, attemptId }, points));
  });
  return runIds;
}

const isEnded = (runId: string | undefined) =>
  services.db
    .select()
    .from(stages)
    .where(and(eq(stages.runId, runId ?? ""), eq(stages.requested, "early-stop")))
    .get() !== undefined;

it("ends the worse trial of a sweep although the rule of another cannot be carried out", async () => {
  const [broken, whole] = [await startSweep(), await startSweep()];
  const worse = broken[2] ?? "";
  services.db.$client
    .prepare(
      `CREATE TRIGGER refuse BEFORE UPDATE OF early_stop_json ON runs WHEN NEW.id = '${worse}' BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    )
    .run();
  const log = vi.fn();
  stopWorseTrials(services, new Map(), 1, { log, told: new Map() });
  expect(isEnded(worse)).toBe(false);
  expect(whole.map(isEnded)).toEqual([false, false, true]);
  expect(log).toHaveBeenCalledWith(expect.stringContaining("cannot be judged: refused"), { err: expect.any(Error) });
});

it("compares the others where the place of a run in the sweep cannot be read", async () => {
  const [first = "", ...others] = await startSweep();
  services.db.update(runs).set({ trialJson: "{" }).where(eq(runs.id, first)).run();
  stopWorseTrials(services, new Map(), 1, { log: vi.fn(), told: new Map() });
  expect([first, ...others].map(isEnded)).toEqual([false, false, false]);
});
