import { describe, expect, it } from "vitest";
import { type Axis, buildAxes, placeAt, shareOn, ticksOf } from "../../../../components/sweeps/logic/axes";
import { isWithin, readBrushes, withBrush, writeBrushes } from "../../../../components/sweeps/logic/brush";
import { bestTrial, goodnessColor, goodnessOf, sortTrials } from "../../../../components/sweeps/logic/rank";
import { sample } from "./sample";

const { trials, measures } = sample;
const axes = buildAxes(sample, trials, measures);
const axisOf = (id: string): Axis => {
  const axis = axes.find((entry) => entry.id === id);
  if (axis === undefined) throw new Error(`no axis ${id}`);
  return axis;
};
const rate = axisOf("training.learningRate");
const quality = measures.find(({ kind }) => kind === "quality") ?? sample.measures[0];

describe("axes", () => {
  it("are the varied keys, then the measures, each with the places of all trials", () => {
    expect(axes.map(({ id }) => id)).toEqual([...sample.parameters, ...measures.map(({ id }) => id)]);
    expect(rate).toMatchObject({ isLog: true, domain: [1e-4, 1e-2], categories: null, places: [1e-4, 1e-2, 1e-2] });
    expect(axisOf("knowledge.0.divergence")).toMatchObject({ categories: ["jsd", "forward-kl"], places: [0, 0, 1] });
    expect(axisOf("quality:facts:rouge-l").places).toEqual([0.6, 0.8, null]);
  });

  it("place values by factors on a log scale, and back", () => {
    expect(shareOn(rate, 1e-3)).toBeCloseTo(0.5);
    expect(placeAt(rate, 0.5)).toBeCloseTo(1e-3);
    expect(shareOn(axisOf("loss"), 9)).toBe(1);
  });

  it("have a length also where all values are equal, and ticks at the values where they are few", () => {
    const [only] = buildAxes(sample, trials.slice(1), []);
    expect(only?.domain[0]).toBeLessThan(1e-2);
    expect(only?.domain[1]).toBeGreaterThan(1e-2);
    expect(ticksOf(rate)).toEqual([1e-4, 1e-2]);
    expect(ticksOf(axisOf("loss"))).toHaveLength(5);
    expect(ticksOf({ ...rate, places: [null], domain: [0, 1] })).toEqual([]);
  });
});

describe("marks on axes", () => {
  it("keep the trials within all of them; a trial without the value is left out", () => {
    const marks = new Map<string, [number, number]>([["training.learningRate", [5e-3, 1e-2]]]);
    expect(isWithin(axes, marks, 3)).toEqual([false, true, true]);
    expect(isWithin(axes, marks.set("quality:facts:rouge-l", [0, 1]), 3)).toEqual([false, true, false]);
    expect(isWithin(axes, new Map(), 3)).toEqual([true, true, true]);
  });

  it("go to the address and back, and lose no value at their ends", () => {
    const third = 1 / 3;
    const marks = withBrush(new Map(), { ...rate, domain: [0, 1] }, [third, 0.9]);
    const read = readBrushes(writeBrushes(marks));
    expect(isWithin([{ ...rate, domain: [0, 1], places: [third, 0.9, 0.95] }], read, 3)).toEqual([true, true, false]);
    expect(readBrushes(["x", "loss~a~1", "loss~0~1"])).toEqual(new Map([["loss", [0, 1]]]));
  });

  it("are gone when they take in the whole axis", () => {
    const marks = withBrush(new Map(), rate, [5e-3, 1e-2]);
    expect(marks.size).toBe(1);
    expect(withBrush(marks, rate, [1e-4, 1e-2]).size).toBe(0);
    expect(withBrush(marks, rate, null).size).toBe(0);
  });
});

describe("the order of trials", () => {
  const order = (sort: string, direction: "asc" | "desc") =>
    sortTrials(trials, sort, direction).map(({ index }) => index);

  it.each([
    ["trial", "desc", [2, 1, 0]],
    ["training.learningRate", "desc", [1, 2, 0]],
    ["knowledge.0.divergence", "asc", [2, 0, 1]],
    ["quality:facts:rouge-l", "asc", [0, 1, 2]],
    ["quality:facts:rouge-l", "desc", [1, 0, 2]],
  ] as const)("by %s %s", (sort, direction, expected) => expect(order(sort, direction)).toEqual(expected));

  it("names the best in the measure's own direction", () => {
    expect(measures.map((measure) => bestTrial(trials, measure))).toEqual([1, 0]);
    expect(quality && bestTrial(trials.slice(2), quality)).toBeNull();
  });

  it("colours from worst to best, and grey without a value", () => {
    expect(measures.map((measure) => goodnessOf(trials, measure))).toEqual([
      [0, 1, null],
      [1, expect.closeTo(0.87, 2), 0],
    ]);
    expect(goodnessColor(1)).toContain("100%");
    expect(goodnessColor(null)).toBe("var(--muted-foreground)");
  });
});
