import { expect, it } from "vitest";
import { nextStepOf } from "../../../../components/runs/next-step";
import { type FailureReason, failureReasonNames, failureTraitsOf } from "../../../../server/contract/failures";
import { verbatim } from "../../../../server/contract/message";
import type { Artifact } from "../../../../server/contract/run";
import type { Exit, Stage } from "../../../../server/contract/stage";

function stage(status: Stage["status"], exit: Partial<Exit> | null): Stage {
  const none = { exitCode: 1, signal: null, logTail: [], message: verbatim("over"), suggestion: null, reason: null };
  return {
    ...{ id: "s", key: "distill", kind: "distill", subject: null, status, dependsOn: [], argv: [], commands: [] },
    ...{
      env: {},
      progress: null,
      startedAt: 0,
      endedAt: 1,
      attempts: [],
      retryAt: null,
      expected: null,
      cachedFrom: null,
    },
    exit: exit === null ? null : { ...none, outcome: "failed", ...exit },
  };
}

const of = (each: Stage, artifacts: Artifact[] = []) => nextStepOf({ stages: [each], artifacts }, true);

it.each<FailureReason>(failureReasonNames)(
  "never makes it the first choice to repeat a failure by %s that lasts",
  (reason) => {
    const next = of(stage("failed", { reason }));
    const { isPassing, isByRecipe } = failureTraitsOf(reason);
    if (isByRecipe) expect(next).toBeNull();
    else expect(next?.isFirst).toBe(isPassing);
  },
);

it("retries first what was lost or cancelled", () => {
  expect(of(stage("lost", { outcome: "lost" }))).toMatchObject({ kind: "retry", isFirst: true });
  expect(of(stage("cancelled", { outcome: "cancelled" }))).toMatchObject({ kind: "retry", isFirst: true });
});

it("resumes a stopped training from the last step that it saved", () => {
  const checkpoint = (step: number): Artifact => ({
    ...{ id: `c${step}`, stageKey: "distill", attempt: 1, kind: "checkpoint", subject: null, name: "c", path: null },
    ...{ digest: null, sizeBytes: null, step, createdAt: 0, inputs: [] },
  });
  const next = of(stage("cancelled", { outcome: "stopped" }), [checkpoint(3), checkpoint(12), checkpoint(9)]);
  expect(next).toMatchObject({ kind: "resume", step: 12, isFirst: true });
});

it("has nothing to go on with while all goes well", () => {
  expect(of(stage("succeeded", null))).toBeNull();
});
