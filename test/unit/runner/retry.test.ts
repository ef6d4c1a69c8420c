import { expect, it } from "vitest";
import { retryTimeOf } from "../../../server/runner/retry";

it.each([
  ["distill", 0, false, 31_000],
  ["distill", 1, false, 121_000],
  ["evaluate", 2, false, 601_000],
  ["distill", 3, false, null],
  ["distill", 0, true, 1_000],
  ["distill", 3, true, null],
  ["serve", 0, true, null],
])("a lost %s, tried again %i times, host restarted: %s → %s", (kind, autoRetries, rebooted, expected) => {
  expect(retryTimeOf({ kind, autoRetries }, rebooted, 1_000)).toBe(expected);
});
