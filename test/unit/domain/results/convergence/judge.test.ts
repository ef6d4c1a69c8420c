import { describe, expect, it } from "vitest";
import { attempts } from "../../../../../db/schema/index";
import { words } from "../../../../../server/cli/language";
import { message } from "../../../../../server/contract/message";
import { convergenceOfRun, judgeConvergence } from "../../../../../server/domain/results/convergence/judge";
import { mannKendallZ, median, theilSenSlope } from "../../../../../server/domain/results/convergence/trend";
import { appendPoints } from "../../../../../server/domain/results/metrics/append";
import { insertAttempt } from "../../../../helpers/rows";
import { createServices } from "../../../../helpers/services";

const curve = (count: number, valueAt: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ({ step: (index + 1) * 50, value: valueAt(index) }));

/** Fixed pseudo-random numbers in [-1, 1) (Park and Miller's generator). */
function createNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647) * 2 - 1;
  };
}

describe("judgeConvergence", () => {
  it.each([
    ["falling", "falls steadily", curve(12, (i) => 3 - 0.1 * i)],
    ["falling", "falls in four points", curve(4, (i) => 2 - 0.2 * i)],
    ["settled", "is flat", curve(12, () => 1.5)],
    ["settled", "has decayed to its floor", curve(30, (i) => 1 + 2 * Math.exp(-i / 3))],
    ["rising", "fell and rises again", curve(18, (i) => 1 + 0.01 * (i - 8) ** 2)],
    ["rising", "rises in its last four points", curve(6, (i) => (i < 2 ? 3 - i : 1 + 0.1 * i))],
    ["settled", "falls by less than 1 %", curve(12, (i) => 2 - 0.001 * i)],
  ])("is %s when the loss %s", (verdict, _, points) => {
    expect(judgeConvergence(points).verdict).toBe(verdict);
  });

  /** How many of 200 noisy curves (3 % of the loss) around `trend` get the verdict. */
  function countVerdicts(count: number, verdict: string, trend: (index: number) => number): number {
    const seeds = Array.from({ length: 200 }, (_, index) => 1_000 + 7_919 * index);
    return seeds.filter((seed) => {
      const noise = createNoise(seed);
      return judgeConvergence(curve(count, (i) => trend(i) * (1 + 0.03 * noise()))).verdict === verdict;
    }).length;
  }

  it.each([6, 12, 15, 30, 60])("takes noise around a floor for settled, nearly always (%d evaluations)", (count) => {
    expect(countVerdicts(count, "settled", () => 1.2)).toBeGreaterThanOrEqual(180);
  });

  it.each([30, 60])("sees a fall of half and a rise through noise, nearly always (%d evaluations)", (count) => {
    expect(countVerdicts(count, "falling", (i) => 2 - i / count)).toBeGreaterThanOrEqual(180);
    expect(countVerdicts(count, "rising", (i) => 1 + i / count)).toBeGreaterThanOrEqual(180);
  });

  it("is not moved by one wild evaluation", () => {
    const points = curve(12, (i) => (i === 11 ? 9 : 1.5));
    expect(judgeConvergence(points).verdict).toBe("settled");
  });

  it("says how many it saw when they are too few, NaN not counted", () => {
    const points = [...curve(3, (i) => 2 - i / 2), { step: 999, value: Number.NaN }];
    expect(judgeConvergence(points)).toMatchObject({
      verdict: "too-few",
      reason: message("convergence.too-few", { count: 3, needed: 4 }),
      best: { step: 150, value: 1 },
    });
  });

  it("names the lowest loss and its step when it rises", () => {
    const judged = judgeConvergence(curve(18, (i) => 1 + 0.01 * (i - 8) ** 2));
    expect(judged.best).toEqual({ step: 450, value: 1 });
    expect(words(judged.reason)).toContain("at step 450");
  });
});

describe("convergenceOfRun", () => {
  it("lets a resumed attempt replace the evaluations that it repeats", () => {
    const services = createServices();
    const { runId, attemptId } = insertAttempt(services, "unused");
    const write = (attempt: string, points: { step: number; value: number }[]) =>
      appendPoints(
        services.db,
        { runId, attemptId: attempt },
        points.map((point) => ({ ...point, key: "eval_loss", atMs: point.step })),
      );
    write(
      attemptId,
      curve(8, (i) => 2 + i),
    );
    expect(convergenceOfRun(services, runId).verdict).toBe("rising");
    services.db
      .insert(attempts)
      .values({ id: "s.a2", stageId: "s", number: 2, status: "running", executor: "local", directory: "unused" })
      .run();
    write("s.a2", curve(8, () => 1.5).slice(2));
    expect(convergenceOfRun(services, runId)).toMatchObject({ verdict: "settled", judged: 4 });
  });

  it("names a run that is not there", () => {
    expect(() => convergenceOfRun(createServices(), "r404")).toThrow(/no run 'r404'/);
  });
});

describe("trend", () => {
  it("knows medians, slopes and ranks", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(
      theilSenSlope([
        [0, 0],
        [1, 2],
        [2, 4],
        [3, 6],
        [4, 100],
      ]),
    ).toBe(2);
    expect(mannKendallZ([1, 2, 3, 4])).toBeCloseTo(5 / Math.sqrt(26 / 3));
    expect(mannKendallZ([1, 1, 1, 1])).toBe(0);
  });
});
