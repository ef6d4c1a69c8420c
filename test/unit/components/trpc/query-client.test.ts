import { TRPCClientError } from "@trpc/client";
import { expect, it } from "vitest";
import { mayHelp } from "../../../../components/trpc/query-client";

const answered = (httpStatus: number) =>
  TRPCClientError.from({ error: { code: -32_000, message: "", data: { httpStatus } } });

it.each([
  ["what does not exist", 0, answered(404), false],
  ["what is refused", 0, answered(400), false],
  ["a fault", 0, answered(500), true],
  ["a fault for the third time", 2, answered(500), false],
  ["no answer at all", 1, new TypeError("fetch failed"), true],
])("asks again after %s: %#", (_what, failures, error, isAskedAgain) => {
  expect(mayHelp(failures, error)).toBe(isAskedAgain);
});
