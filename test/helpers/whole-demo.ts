import { expect } from "vitest";
import { words } from "../../server/cli/language";
import type { ClusterKind } from "../../server/contract/executor";
import type { RunDetail } from "../../server/contract/run";
import { getRun } from "../../server/domain/runs/views/get";
import { attemptFacts, type ClusterDemo } from "./demo-on-cluster";

const ascending = (left: number, right: number) => left - right;

/** Every stage of the run ended well. */
export function expectSuccess(run: RunDetail): void {
  const ends = run.stages.map(({ key, status, exit }) => [key, status, exit && words(exit.message)]);
  expect(ends).toEqual(run.stages.map(({ key }) => [key, "succeeded", "Succeeded"]));
}

/** What is stored of the demo is all that was written: every file to its end, each step once in its attempt, all steps, and four subjects on two sets of 60. */
export function expectWholeDemo(demo: ClusterDemo, runId: string, kind: ClusterKind): void {
  const facts = attemptFacts(demo);
  const { evaluations, stages } = getRun(demo.services, runId);
  const stepCount = stages.find(({ key }) => key === "distill")?.progress?.totalSteps ?? 0;
  expect(stepCount).toBeGreaterThan(100);
  expect(new Set(facts.map(({ executor }) => executor))).toEqual(new Set([kind]));
  for (const { stageKey, number, unread, steps } of facts) {
    expect(unread, `${stageKey} ${number}`).toEqual([]);
    expect(steps).toEqual([...new Set(steps)].sort(ascending));
  }
  const trained = [...new Set(facts.flatMap(({ steps }) => steps))].sort(ascending);
  expect(trained).toEqual(Array.from({ length: stepCount }, (_, index) => index + 1));
  expect(evaluations).toHaveLength(8);
  for (const { scores, latencyMs } of evaluations) {
    expect(Object.values(scores).map(({ n }) => n)).toContain(60);
    expect(latencyMs.p50).toBeGreaterThan(0);
  }
}
