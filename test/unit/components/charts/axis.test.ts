import { expect, it } from "vitest";
import { byteTicks } from "../../../../components/charts/axis";

const kib = 1024;
const mib = 2 ** 20;
const gib = 2 ** 30;

it.each([
  [30 * mib, mib, [0, 10, 20, 30]],
  [1.25 * gib, gib, [0, 0.5, 1]],
  [700 * mib, mib, [0, 200, 400, 600]],
  [80 * gib, gib, [0, 20, 40, 60, 80]],
  [1000 * kib, kib, [0, 250, 500, 750, 1000]],
  [1, 1, [0, 0.25, 0.5, 0.75, 1]],
])("ticks up to %d bytes are round", (high, unit, expected) => {
  expect(byteTicks([0, high]).map((tick) => tick / unit)).toEqual(expected);
});
