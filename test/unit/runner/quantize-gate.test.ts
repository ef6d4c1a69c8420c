import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { attempts, stages } from "../../../db/schema/index";
import { words } from "../../../server/cli/language";
import { appendPoints } from "../../../server/domain/results/metrics/append";
import { createRun } from "../../../server/domain/runs/control/create";
import { retryStage } from "../../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../../server/domain/runs/views/get";
import type { Services } from "../../../server/domain/services";
import { promoteStages } from "../../../server/runner/promote";
import { createFakeInputs } from "../../helpers/fake-engine";
import { createHome, createServices } from "../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

/** A run whose distillation has just ended with these evaluation losses. */
async function runWith(losses: number[], quantizeGate: "settled" | "off" = "settled"): Promise<string> {
  const recipe = { ...createFakeInputs(home, { lines: 1, perSecond: 1 }), quantize: [{ method: "bnb" }], quantizeGate };
  const { runId } = await createRun(services, { recipe });
  const distill = and(eq(stages.runId, runId), eq(stages.key, "distill"));
  const stageId = services.db.select().from(stages).where(distill).get()?.id ?? "";
  const attemptId = `${stageId}.a1`;
  const attempt = {
    id: attemptId,
    stageId,
    number: 1,
    status: "succeeded",
    executor: "local",
    directory: home,
  } as const;
  services.db.insert(attempts).values(attempt).run();
  services.db.update(stages).set({ status: "succeeded", endedAt: 1 }).where(distill).run();
  const points = losses.map((value, index) => ({ key: "eval_loss", step: 10 * (index + 1), atMs: index, value }));
  services.db.transaction((tx) => appendPoints(tx, { runId, attemptId }, points));
  promoteStages(services);
  return runId;
}

const quantizeOf = (runId: string) => getRun(services, runId).stages.find(({ kind }) => kind === "quantize");
const falling = [4, 3.6, 3.2, 2.8, 2.4, 2.0, 1.6, 1.2];

it("holds quantisation back while the evaluation loss still falls, and says so", async () => {
  const stage = quantizeOf(await runWith(falling));
  expect(stage?.status).toBe("failed");
  expect(stage?.exit?.reason).toBe("not-settled");
  expect(stage?.exit && words(stage.exit.message)).toContain("still fell by");
});

it("quantises all the same when a person asks for it", async () => {
  const runId = await runWith(falling);
  retryStage(services.db, { runId, stageKey: "quantize-bnb-4" });
  promoteStages(services);
  expect(quantizeOf(runId)?.status).toBe("ready");
});

it("quantises a loss that has settled, one that cannot be judged, and any with the gate off", async () => {
  expect(quantizeOf(await runWith([3, 2.01, 2.0, 2.005, 1.999, 2.004]))?.status).toBe("ready");
  expect(quantizeOf(await runWith([3, 2]))?.status).toBe("ready");
  expect(quantizeOf(await runWith(falling, "off"))?.status).toBe("ready");
});
