import { expect, it } from "vitest";
import { beforeOf, neighbourOf } from "../../../../components/experiments/queue/queue-moves";

const queue = [
  { runId: "high", priority: 5 },
  { runId: "a", priority: 0 },
  { runId: "b", priority: 0 },
  { runId: "c", priority: 0 },
];

it.each([
  ["c", "a", "a"],
  ["a", "b", "c"],
  ["a", "c", null],
  ["a", "a", undefined],
  ["a", "high", undefined],
  ["gone", "a", undefined],
])("%s takes the place of %s: before %s", (runId, target, before) => {
  expect(beforeOf(queue, runId, target)).toBe(before);
});

it("steps among runs of the same priority only", () => {
  expect(neighbourOf(queue, "b", -1)).toBe("a");
  expect(neighbourOf(queue, "b", 1)).toBe("c");
  expect(neighbourOf(queue, "a", -1)).toBeUndefined();
  expect(neighbourOf(queue, "c", 1)).toBeUndefined();
});
