import { describe, expect, it } from "vitest";
import { formatTimeRange } from "../../../server/contract/format";
import { timeLeftOf } from "../../../server/contract/time-left";
import { restOf, sumTimes, type TimeRange } from "../../../server/contract/time-range";

type Timed = Parameters<typeof timeLeftOf>[0][number];

const minute = 60_000;
const range = (low: number, estimate: number, high: number): TimeRange => ({
  ...{ lowMs: low * minute, estimateMs: estimate * minute, highMs: high * minute },
});

function stage(changes: Partial<Timed>): Timed {
  const bare = { key: "distill", kind: "distill", status: "waiting", startedAt: null, progress: null } as const;
  return { ...bare, expected: range(4, 5, 8), ...changes };
}

const progress = (remainingMs: number | null) => ({
  ...{ step: 1, totalSteps: 9, fraction: 0.1, remainingMs, phase: null },
});

describe("timeLeftOf", () => {
  it("adds what is left of the stage at work to what the stages to come take", () => {
    const stages = [
      stage({ key: "teacher-inference", status: "succeeded" }),
      stage({ status: "running", startedAt: 0 }),
      stage({ key: "evaluate-student" }),
    ];
    expect(timeLeftOf(stages, 3 * minute)).toEqual({ range: range(1 + 4, 2 + 5, 5 + 8), unknown: [] });
  });

  it("believes the engine more than what was expected", () => {
    const running = stage({ status: "running", startedAt: 0, progress: progress(10 * minute), expected: null });
    expect(timeLeftOf([running], 3 * minute).range).toEqual(range(8, 10, 12));
    expect(timeLeftOf([{ ...running, progress: progress(null) }], 0)).toEqual({ range: null, unknown: ["distill"] });
  });

  it("is unknown while a stage to come was never measured, and once one takes longer than ever", () => {
    const never = stage({ key: "quantize-gptq-4", expected: null });
    expect(timeLeftOf([stage({}), never], 0)).toEqual({ range: null, unknown: ["quantize-gptq-4"] });
    expect(timeLeftOf([stage({ status: "running", startedAt: 0 })], 9 * minute).range).toBeNull();
  });

  it("leaves out servers, which run until a person ends them, and is nothing at the end", () => {
    const serving = stage({ key: "serve-1", kind: "serve", expected: null });
    expect(timeLeftOf([stage({ status: "succeeded" }), serving], 0).range).toEqual(range(0, 0, 0));
  });
});

describe("restOf", () => {
  it("takes what has gone by off every end, and halves what may be left once that is more than was expected", () => {
    expect(restOf(range(4, 5, 8), minute)).toEqual(range(3, 4, 7));
    expect(restOf(range(4, 5, 8), 6 * minute)).toEqual(range(0, 1, 2));
    expect(restOf(range(4, 5, 8), 9 * minute)).toBeNull();
  });
});

it("adds times end by end", () => expect(sumTimes([range(1, 2, 3), range(4, 5, 8)])).toEqual(range(5, 7, 11)));

describe("formatTimeRange", () => {
  it.each([
    [range(0.2, 0.5, 1), "12–60 s"],
    [range(3.6, 5, 6.4), "4–6 min"],
    [range(4.9, 5, 5.1), "5 min"],
    [range(80, 100, 130), "1.3–2.2 h"],
    [range(60 * 30, 60 * 40, 60 * 49), "30–49 h"],
    [range(60 * 72, 60 * 90, 60 * 120), "3–5 d"],
  ])("says %o", (given, said) => expect(formatTimeRange(given, "en")).toBe(said));

  it("speaks Chinese", () => expect(formatTimeRange(range(4, 5, 6), "zh-CN")).toBe("4-6 分"));
});
