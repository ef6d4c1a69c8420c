import { expect, it } from "vitest";
import { sparklinePath } from "../../../../components/experiments/cells/sparkline-path";

it("draws from edge to edge, the largest value on top", () => {
  expect(sparklinePath([3, 2, 1], 20, 10)).toBe("M2.0 2.0L10.0 5.0L18.0 8.0");
});

it("is a level line for equal values and empty for fewer than two", () => {
  expect(sparklinePath([1, 1], 20, 10)).toBe("M2.0 8.0L18.0 8.0");
  expect(sparklinePath([1], 20, 10)).toBe("");
  expect(sparklinePath([Number.NaN, 1], 20, 10)).toBe("");
});
