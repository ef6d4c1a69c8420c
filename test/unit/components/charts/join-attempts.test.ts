import { describe, expect, it } from "vitest";
import { joinAttempts } from "../../../../components/charts/join-attempts";
import { buildPanels, type CurveSettings } from "../../../../components/charts/panels";
import type { MetricPoint, MetricSeries } from "../../../../server/contract/metric";

function series(attempt: number, steps: readonly number[], startMs: number, key = "loss"): MetricSeries {
  const points = steps.map((step, index): MetricPoint => [step, startMs + index * 1_000, 10 - step]);
  const place = { runId: "r1", stageKey: "distill", stageKind: "distill" as const, subject: null };
  return { ...place, attempt, key, total: points.length, decimated: false, points };
}

const join = (...entries: MetricSeries[]) => joinAttempts(entries, () => true);
const stepsOf = ({ points }: MetricSeries) => points.map(([step]) => step);

describe("attempts of a training", () => {
  it("are one series where the later one went on from a checkpoint, whose steps it did again", () => {
    const [joined, ...others] = join(series(1, [1, 2, 3, 4, 5], 0), series(2, [4, 5, 6], 60_000));
    expect(others).toEqual([]);
    expect(joined && stepsOf(joined)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(joined?.resumedAt.map(([step]) => step)).toEqual([4]);
  });

  it("leave out the time between them", () => {
    const [joined] = join(series(1, [1, 2, 3], 0), series(2, [4, 5], 60_000));
    expect(joined?.points.map(([, atMs]) => atMs)).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
  });

  it("go on from one another as often as they were stopped", () => {
    const [joined] = join(series(1, [1, 2, 3], 0), series(2, [3, 4], 9_000), series(3, [5], 20_000));
    expect(joined && stepsOf(joined)).toEqual([1, 2, 3, 4, 5]);
    expect(joined?.resumedAt.map(([step]) => step)).toEqual([3, 5]);
  });

  it("stay apart where the later one began anew", () => {
    expect(join(series(1, [1, 2, 3], 0), series(2, [1, 2], 9_000)).map(stepsOf)).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
  });

  it("cut evaluations where the training went on, not where it was next evaluated", () => {
    const evaluations = [series(1, [2, 4], 0, "eval_loss"), series(2, [4, 6], 9_000, "eval_loss")];
    const joined = join(
      series(1, [1, 2, 3, 4], 0),
      evaluations[0] ?? series(1, [], 0),
      ...[series(2, [3, 4, 5, 6], 9_000)],
      evaluations[1] ?? series(2, [], 0),
    );
    const evaluated = joined.find(({ key }) => key === "eval_loss");
    expect(evaluated && stepsOf(evaluated)).toEqual([2, 4, 6]);
    expect(evaluated?.resumedAt.map(([step]) => step)).toEqual([3]);
  });
});

const settings: CurveSettings = { axis: "step", isLog: false, smoothing: 0.6, smoothingKind: "step" };
const runs = [{ id: "r1", name: "one", number: 1 }];

it("draws a resumed training as one smoothed line with a mark", () => {
  const [panel] = buildPanels([series(1, [1, 2, 3], 0), series(2, [3, 4, 5], 9_000)], settings, runs);
  expect(panel?.lines).toHaveLength(1);
  expect(panel?.lines[0]?.label).toBe("loss");
  expect(panel?.lines[0]?.dash).toBeUndefined();
  expect(panel?.resumedAt).toEqual([3]);
  const [whole] = buildPanels([series(1, [1, 2, 3, 4, 5], 0)], settings, runs);
  expect(panel?.lines[0]?.drawn).toEqual(whole?.lines[0]?.drawn);
});

it("marks the place on the time axis too", () => {
  const drawn = { ...settings, axis: "time" as const };
  const [panel] = buildPanels([series(1, [1, 2, 3], 0), series(2, [4, 5], 90_000)], drawn, runs);
  expect(panel?.resumedAt).toEqual([3]);
  expect(panel?.lines[0]?.raw.map(([x]) => x)).toEqual([0, 1, 2, 3, 4]);
});
