import { expect, it } from "vitest";
import { fitTime, rangeAround } from "../../../../../server/domain/launch/preflight/fit-time";

const point = (units: number, durationMs: number) => ({ units, durationMs });

it("tells start and units apart where earlier stages had different sizes", () => {
  expect(fitTime([point(5, 12_500), point(120, 70_000)], 240)).toEqual({
    range: { lowMs: 130_000 / 1.25, estimateMs: 130_000, highMs: 130_000 * 1.25 },
    ...{ unitMs: 500, fixedMs: 10_000 },
  });
});

it("takes the engine's word for what the start took, of one earlier stage alone too", () => {
  const one = { units: 96, durationMs: 300_000, workedMs: 96_000 };
  expect(fitTime([one], 96_000)).toMatchObject({ range: { estimateMs: 96_204_000 }, unitMs: 1_000, fixedMs: 204_000 });
  expect(fitTime([{ ...one, workedMs: 400_000 }], 96)).toMatchObject({ fixedMs: null });
});

it("counts the start in with the units where it cannot be told, or noise would make it less than nothing", () => {
  expect(fitTime([point(10, 20_000)], 20)).toMatchObject({
    ...{ range: { estimateMs: 40_000 }, unitMs: 2_000, fixedMs: null },
  });
  expect(fitTime([point(10, 20_000), point(20, 10_000)], 20)).toMatchObject({ fixedMs: null });
  expect(fitTime([point(10, 1_000), point(20, 10_000)], 5)).toMatchObject({ fixedMs: null });
});

it("says nothing without an earlier stage", () => expect(fitTime([], 5)).toBeNull());

it("may be as far off as earlier ones were, and further the further it is from what was measured", () => {
  expect(rangeAround(100, [1, 0.5, 1.4])).toEqual({ lowMs: 50, estimateMs: 100, highMs: 140 });
  expect(rangeAround(100, [1, 1])).toEqual({ lowMs: 100 / 1.15, estimateMs: 100, highMs: expect.closeTo(115) });
  expect(rangeAround(100, [1, 1], 4).highMs).toBeCloseTo(135);
});

it("holds what it would be were all of an earlier stage its start", () => {
  const [long, short] = [fitTime([point(10, 20_000)], 200), fitTime([point(200, 20_000)], 10)];
  expect(long?.range).toMatchObject({ lowMs: 20_000, estimateMs: 400_000 });
  expect(short?.range).toMatchObject({ estimateMs: 1_000, highMs: 20_000 });
});
