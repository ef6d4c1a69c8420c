import { expect, it } from "vitest";
import { fitTime } from "../../../../../server/domain/launch/preflight/fit-time";

const point = (units: number, durationMs: number) => ({ units, durationMs });

it("tells start and units apart where earlier stages had different sizes", () => {
  expect(fitTime([point(5, 12_500), point(120, 70_000)], 240)).toEqual({
    ...{ estimateMs: 130_000, unitMs: 500, fixedMs: 10_000 },
  });
});

it("counts the start in with the units where it cannot be told, or noise would make it less than nothing", () => {
  expect(fitTime([point(10, 20_000)], 20)).toEqual({ estimateMs: 40_000, unitMs: 2_000, fixedMs: null });
  expect(fitTime([point(10, 20_000), point(20, 10_000)], 20)).toMatchObject({ fixedMs: null });
  expect(fitTime([point(10, 1_000), point(20, 10_000)], 5)).toMatchObject({ fixedMs: null });
});

it("says nothing without an earlier stage", () => expect(fitTime([], 5)).toBeNull());
