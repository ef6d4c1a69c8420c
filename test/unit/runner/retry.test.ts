import { expect, it } from "vitest";
import { retryTimeOf, vainRetries } from "../../../server/runner/retry";

it.each([
  ["distill", 0, false, 31_000],
  ["distill", 1, false, 121_000],
  ["evaluate", 2, false, 601_000],
  ["distill", 3, false, null],
  ["distill", 0, true, 1_000],
  ["distill", 3, true, null],
  ["serve", 0, true, null],
] as const)("a lost %s, tried again %i times, host restarted: %s → %s", (kind, autoRetries, rebooted, expected) => {
  expect(retryTimeOf({ kind, autoRetries }, rebooted, 1_000)).toBe(expected);
});

it.each([
  ["taken away after an hour's work", 2, 3_600_000, true, 0],
  ["taken away again and again at once", 2, 5_000, true, 2],
  ["gone without a word, however late", 2, 3_600_000, false, 2],
])("an attempt that was %s", (_, autoRetries, ranMs, isExplained, expected) => {
  expect(vainRetries({ autoRetries }, { ranMs, isExplained })).toBe(expected);
});
