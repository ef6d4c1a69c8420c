import { expect, it } from "vitest";
import { words } from "../../../../../server/cli/language";
import { type FailureReason, failureReasonNames } from "../../../../../server/contract/failures";
import { message } from "../../../../../server/contract/message";
import type { Exit, StageStatus } from "../../../../../server/contract/stage";
import { failureOf } from "../../../../../server/domain/pipeline/stages/failure";

function stage(key: string, status: StageStatus, exit: Partial<Exit> | null = null) {
  const none = { exitCode: 1, signal: null, logTail: [], message: message("exits.killed", { signal: "" }) };
  const stored = exit === null ? null : { ...none, outcome: "failed", reason: null, suggestion: null, ...exit };
  return { key, kind: "distill" as const, subject: null, status, exitJson: stored && JSON.stringify(stored) };
}

it("names the stage that failed first and its reason in a few words", () => {
  const rows = [
    stage("a", "succeeded"),
    stage("distill", "failed", { reason: "half-precision" }),
    stage("later", "failed", { reason: "oom" }),
    stage("after", "blocked"),
  ];
  expect(failureOf(rows)).toEqual({
    stage: { key: "distill", kind: "distill", subject: null },
    reason: message("failures.half-precision"),
  });
});

it("is nothing while all goes well, and for a stage that a person ended", () => {
  expect(failureOf([stage("a", "succeeded"), stage("b", "cancelled", { outcome: "cancelled" })])).toBeNull();
});

it("tells of a stage that was lost, or whose end cannot be read", () => {
  expect(failureOf([stage("a", "lost", { outcome: "lost" })])?.reason).toEqual(message("failures.lost"));
  expect(failureOf([{ ...stage("a", "failed"), exitJson: "{" }])?.reason).toEqual(message("failures.unknown"));
});

it.each<FailureReason>(failureReasonNames)("has at most five words for %s", (reason) => {
  const failure = failureOf([stage("a", "failed", { reason })]);
  expect(words(failure?.reason ?? message("failures.unknown")).split(" ").length).toBeLessThanOrEqual(5);
});
