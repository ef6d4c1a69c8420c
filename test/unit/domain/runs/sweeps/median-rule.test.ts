import { describe, expect, it } from "vitest";
import type { MedianRule } from "../../../../../server/contract/recipe/sweep";
import { findWorseTrials, type TrialCurve } from "../../../../../server/domain/runs/sweeps/median-rule";

const rule: MedianRule = { rule: "median", key: "eval_loss", minSteps: 2, minTrials: 2 };

/** A running trial with these values at steps 1, 2, …; `changes` are laid over it. */
function curve(trial: number, values: number[], changes: Partial<TrialCurve> = {}): TrialCurve {
  const points = values.map((value, index) => ({ step: index + 1, value }));
  return { runId: `r${trial}`, trial, points, isRunning: true, ...changes };
}

const endedIn = (curves: TrialCurve[], changes: Partial<MedianRule> = {}) =>
  findWorseTrials(curves, { ...rule, ...changes }).map(({ runId }) => runId);

describe("the median rule", () => {
  it("ends a trial whose best value is worse than the median of the others' running averages", () => {
    const curves = [curve(1, [4, 2]), curve(2, [5, 1]), curve(3, [6, 3.5])];
    // Averages up to step 2 are 3 and 3, the best of the third is 3.5.
    expect(findWorseTrials(curves, rule)).toEqual([
      { runId: "r3", earlyStop: { key: "eval_loss", step: 2, best: 3.5, median: 3, trials: 2 } },
    ]);
  });

  it.each([
    ["as good as the median", [curve(1, [4, 2]), curve(2, [4, 2]), curve(3, [6, 3])], {}, []],
    ["bad now but good before", [curve(1, [4, 2]), curve(2, [4, 2]), curve(3, [2.9, 9])], {}, []],
    ["before the first step that counts", [curve(1, [4, 2]), curve(2, [4, 2]), curve(3, [9, 9])], { minSteps: 3 }, []],
    ["with too few to compare with", [curve(1, [4, 2]), curve(3, [9, 9])], {}, []],
    ["with enough where one is enough", [curve(1, [4, 2]), curve(3, [9, 9])], { minTrials: 1 }, ["r3"]],
    ["ahead of the others", [curve(1, [4]), curve(2, [4]), curve(3, [9, 9])], {}, []],
    [
      "behind the others, judged at its own step",
      [curve(1, [4, 4, 1]), curve(2, [4, 4, 1]), curve(3, [9, 5])],
      {},
      ["r3"],
    ],
    ["ended already", [curve(1, [4, 2]), curve(2, [4, 2]), curve(3, [9, 9], { isRunning: false })], {}, []],
    ["without a value", [curve(1, [4, 2]), curve(2, [4, 2]), curve(3, [])], {}, []],
    [
      "against ended trials too",
      [curve(1, [4, 2], { isRunning: false }), curve(2, [4, 2], { isRunning: false }), curve(3, [9, 9])],
      {},
      ["r3"],
    ],
  ] as [string, TrialCurve[], Partial<MedianRule>, string[]][])("%s", (_, curves, changes, expected) => {
    expect(endedIn(curves, changes)).toEqual(expected);
  });

  it("never compares the repeats of a trial with one another, and counts them as one", () => {
    const repeats = [
      curve(1, [1, 1], { runId: "a" }),
      curve(1, [1, 1], { runId: "b" }),
      curve(1, [9, 9], { runId: "c" }),
    ];
    expect(endedIn(repeats, { minTrials: 1 })).toEqual([]);
    expect(endedIn([...repeats, curve(2, [5, 5])], { minTrials: 2 })).toEqual([]);
    // The three repeats average 11/3.
    expect(findWorseTrials([...repeats, curve(2, [5, 5])], { ...rule, minTrials: 1 })).toMatchObject([
      { runId: "c", earlyStop: { median: 5, trials: 1 } },
      { runId: "r2", earlyStop: { median: expect.closeTo(11 / 3), trials: 1 } },
    ]);
  });
});
