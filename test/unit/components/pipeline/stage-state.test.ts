import { expect, it } from "vitest";
import {
  currentStageOf,
  type PipelineStage,
  shownStatusOf,
  stageElapsedMs,
} from "../../../../components/pipeline/stage-state";
import { verbatim } from "../../../../server/contract/message";
import type { Attempt, Exit, StageStatus } from "../../../../server/contract/stage";

function attempt(number: number, startedAt: number | null, endedAt: number | null): Attempt {
  return {
    ...{ id: `a${number}`, number, status: "succeeded", startedAt, endedAt, exit: null, peakMemoryBytes: null },
    ...{ measuredAlone: null, executor: "local", job: null, gpus: null, resumedFrom: null },
  };
}

function stage(status: StageStatus, attempts: Attempt[] = []): PipelineStage {
  const [startedAt = null, endedAt = null] = [attempts.at(-1)?.startedAt, attempts.at(-1)?.endedAt];
  return {
    ...{ key: "distill", kind: "distill", subject: null, status, startedAt, endedAt, progress: null },
    ...{ exit: null, expected: null, dependsOn: [], cachedFromName: null, attempts },
  };
}

it.each<[string, PipelineStage, number | null]>([
  ["not begun", stage("waiting"), null],
  ["reused", stage("cached", [attempt(1, 0, 0)]), null],
  ["ended", stage("succeeded", [attempt(1, 1_000, 4_000)]), 3_000],
  ["stopped and resumed, without the time between", stage("succeeded", [attempt(1, 0, 66), attempt(2, 500, 540)]), 106],
  ["resumed and running", stage("running", [attempt(1, 0, 100), attempt(2, 9_000, null)]), 1_100],
  ["ended without a word of when", stage("lost", [attempt(1, 100, null)]), 0],
])("the time of a stage that is %s", (_, each, ms) => {
  expect(stageElapsedMs(each, 10_000)).toBe(ms);
});

it("calls a stage that was stopped with a checkpoint stopped", () => {
  const exit = (outcome: Exit["outcome"]): Exit => ({
    ...{ outcome, reason: null, exitCode: 0, signal: null, logTail: [], message: verbatim("over"), suggestion: null },
  });
  expect(shownStatusOf({ status: "cancelled", exit: exit("stopped") })).toBe("stopped");
  expect(shownStatusOf({ status: "cancelled", exit: exit("cancelled") })).toBe("cancelled");
  expect(shownStatusOf({ status: "waiting", exit: exit("stopped") })).toBe("waiting");
});

it.each<[StageStatus[], number]>([
  [["waiting", "waiting"], 0],
  [["succeeded", "running", "waiting"], 1],
  [["succeeded", "failed", "running"], 2],
  [["succeeded", "failed", "blocked"], 1],
  [["cached", "succeeded", "succeeded"], 2],
])("of %j the one that matters now is number %i", (statuses, index) => {
  const stages = statuses.map((status) => stage(status));
  expect(currentStageOf(stages)).toBe(stages[index]);
});
