import { expect, it } from "vitest";
import { meanOfFigures } from "../../../../../server/domain/runs/sweeps/mean";
import { sweepStatusOf } from "../../../../../server/domain/runs/sweeps/status";

const known = (value: number) => ({ value, reason: null });
const ended = { value: null, reason: "ended" } as const;

it("gives mean and sample deviation over the runs that have the figure", () => {
  expect(meanOfFigures([known(1), known(3), ended])).toEqual({ mean: 2, std: Math.SQRT2, n: 2, reason: null });
  expect(meanOfFigures([known(2), known(2)])).toMatchObject({ std: 0, n: 2 });
});

it("gives no deviation for one run, and the reason where none has it", () => {
  expect(meanOfFigures([known(5)])).toEqual({ mean: 5, std: null, n: 1, reason: null });
  expect(meanOfFigures([ended, { value: null, reason: "waiting" }])).toEqual({
    mean: null,
    std: null,
    n: 0,
    reason: "ended",
  });
});

it.each([
  [["queued", "queued"], "queued"],
  [["queued", "succeeded"], "running"],
  [["stopping", "failed"], "running"],
  [["succeeded", "failed", "cancelled"], "failed"],
  [["succeeded", "cancelled"], "cancelled"],
  [["succeeded", "early"], "succeeded"],
  [["succeeded", "stopped"], "stopped"],
] as const)("a sweep of runs %j is %s", (statuses, expected) => {
  const runs = statuses.map((status) =>
    status === "early" ? { status: "cancelled" as const, isEndedEarly: true } : { status, isEndedEarly: false },
  );
  expect(sweepStatusOf(runs)).toBe(expected);
});
