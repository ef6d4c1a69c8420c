import { describe, expect, it } from "vitest";
import type { MetricPoint } from "../../../../../server/contract/metric";
import { decimate } from "../../../../../server/domain/results/metrics/decimate";

const series = (length: number, value: (index: number) => number | null): MetricPoint[] =>
  Array.from({ length }, (_, index) => [index, index, value(index)]);

describe("decimate", () => {
  it("returns a short series as it is", () => {
    const points = series(10, (index) => index);
    expect(decimate(points, 10)).toBe(points);
  });

  it("keeps ends, spikes and gaps within the limit", () => {
    const points = series(10_000, (index) => (index === 4321 ? 99 : index === 7777 ? null : Math.sin(index)));
    const thinned = decimate(points, 300);
    expect(thinned.length).toBeLessThanOrEqual(300);
    expect(thinned[0]).toEqual(points[0]);
    expect(thinned.at(-1)).toEqual(points.at(-1));
    expect(thinned.map(([, , value]) => value)).toEqual(expect.arrayContaining([99, null]));
    expect(thinned.every(([step], index) => index === 0 || step > (thinned[index - 1]?.[0] ?? -1))).toBe(true);
  });
});
