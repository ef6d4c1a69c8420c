import { expect } from "vitest";
import { words } from "../../server/cli/language";
import type { ClusterKind } from "../../server/contract/executor";
import type { RunDetail } from "../../server/contract/run";
import { askedItems, attemptFacts, type ClusterDemo } from "./demo-on-cluster";

const ascending = (left: number, right: number) => left - right;

/** Every stage of the run ended well; those with the keys `reused` were taken from an earlier run. */
export function expectSuccess(run: RunDetail, reused: readonly string[] = []): void {
  const ends = run.stages.map(({ key, status, exit }) => [key, status, exit && words(exit.message)]);
  const expected = run.stages.map(({ key }) =>
    reused.includes(key) ? [key, "cached", null] : [key, "succeeded", "Succeeded"],
  );
  expect(ends).toEqual(expected);
}

/** What is stored of a demo is all that was written: every file to its end, each step once in its attempt, all steps, and four subjects on two sets. */
export function expectWholeDemo(
  demo: ClusterDemo,
  runId: string,
  { executor, steps: stepCount }: { executor: ClusterKind; steps: number },
): void {
  const facts = attemptFacts(demo, runId);
  const { evaluations, stages } = demo.run(runId);
  expect(stages.find(({ key }) => key === "distill")?.progress?.totalSteps).toBe(stepCount);
  expect(new Set(facts.map((attempt) => attempt.executor))).toEqual(new Set([executor]));
  for (const { stageKey, number, unread, steps } of facts) {
    expect(unread, `${stageKey} ${number}`).toEqual([]);
    expect(steps).toEqual([...new Set(steps)].sort(ascending));
  }
  const trained = [...new Set(facts.flatMap(({ steps }) => steps))].sort(ascending);
  expect(trained).toEqual(Array.from({ length: stepCount }, (_, index) => index + 1));
  expect(evaluations).toHaveLength(8);
  for (const { scores, latencyMs } of evaluations) {
    expect(Object.values(scores).map(({ n }) => n)).toContain(askedItems);
    expect(latencyMs.p50).toBeGreaterThan(0);
  }
}
