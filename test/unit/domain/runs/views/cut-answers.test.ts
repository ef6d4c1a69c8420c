import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { attempts, stages } from "../../../../../db/schema/index";
import { appendPoints } from "../../../../../server/domain/results/metrics/append";
import { getRun } from "../../../../../server/domain/runs/views/get";
import type { Services } from "../../../../../server/domain/services";
import { insertRun } from "../../../../helpers/past-runs";
import { minimalRecipe } from "../../../../helpers/recipes";
import { saying } from "../../../../helpers/saying";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
});

const recipe = minimalRecipe({ knowledge: [{ kind: "answers", maxTokens: 24 }] });
const answering = [{ key: "teacher-inference", kind: "teacher-inference" }] as const;

function tell(runId: string, attempt: number, rows: number, truncated: number): void {
  const values = { "answers/rows": rows, "answers/truncated": truncated };
  const points = Object.entries(values).map(([key, value]) => ({ key, step: rows, atMs: rows, value }));
  const owner = { runId, attemptId: `${runId}.teacher-inference.a${attempt}` };
  services.db.transaction((tx) => appendPoints(tx, owner, points));
}

describe("answers that a run's teacher had cut off", () => {
  it("are those that the latest attempt told of last", () => {
    const runId = insertRun(services, recipe, [...answering]);
    const stageId = `${runId}.teacher-inference`;
    const second = { id: `${stageId}.a2`, stageId, number: 2, status: "succeeded", executor: "local" } as const;
    services.db
      .insert(attempts)
      .values({ ...second, directory: "unused" })
      .run();
    tell(runId, 1, 64, 20);
    tell(runId, 2, 64, 20);
    tell(runId, 2, 255, 73);
    expect(getRun(services, runId).cutAnswers).toEqual([
      {
        ...{ stageKey: "teacher-inference", rows: 255, truncated: 73 },
        said: saying("73 of 255 answers were cut off at 24 tokens and left out"),
        advice: saying("Raise maxTokens"),
      },
    ]);
  });

  it("are told of a run that reuses them too, and not where all ended by themselves", () => {
    const source = insertRun(services, recipe, [...answering]);
    tell(source, 1, 255, 1);
    const runId = insertRun(services, recipe, [{ ...answering[0], status: "succeeded", endedAt: Date.now() }]);
    expect(getRun(services, runId).cutAnswers).toEqual([]);
    services.db
      .update(stages)
      .set({ status: "cached", cachedFromStageId: `${source}.teacher-inference` })
      .where(eq(stages.runId, runId))
      .run();
    services.db.update(attempts).set({ startedAt: 1 }).run();
    expect(getRun(services, runId).cutAnswers).toMatchObject([{ rows: 255, truncated: 1, advice: null }]);
  });
});
