import { describe, expect, it } from "vitest";
import { listColumns, listDatasets } from "../../../../components/compare/columns";
import { toCsv } from "../../../../components/compare/csv";
import { bestIndex, differenceOf, listMeasures, reasonOf } from "../../../../components/compare/measures";
import { evaluationOfSubject as evaluation } from "../../../helpers/evaluations";
import { saying } from "../../../helpers/saying";

const runs = [
  { id: "r1", name: "first", number: 1 },
  { id: "r2", name: "=second", number: 2 },
];
const measureOf = (id: string) => {
  const found = listMeasures([evaluation("teacher", 1)]).find((measure) => measure.id === id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
};

describe("columns", () => {
  it("shows a measurement that two runs share once", () => {
    const shared = { stageId: "same" };
    const all = [
      evaluation("teacher", 1, shared),
      evaluation("student", 0.5),
      evaluation("teacher", 1, { ...shared, runId: "r2", cachedFromRunId: "r1" }),
      evaluation("student", 0.7, { runId: "r2", stageId: "other" }),
    ];
    expect(listColumns(runs, all).map(({ key }) => key)).toEqual(["r1:teacher", "r1:student", "r2:student"]);
    expect(listDatasets(all)).toEqual(["facts"]);
  });
});

describe("measures", () => {
  it.each([
    [[3, 1, 2], true, 1],
    [[3, 1, 2], false, 0],
    [[null, 4, null], false, null],
    [[2, 2], true, null],
  ])("best of %j, lower better %s, is %s", (values, isLowerBetter, expected) => {
    expect(bestIndex(values, isLowerBetter)).toBe(expected);
  });

  it("counts scores in points and the rest in shares, and knows what is better", () => {
    expect(differenceOf(0.7, 0.5, measureOf("answer-match"))).toMatchObject({ text: "points", isBetter: true });
    expect(differenceOf(50, 100, measureOf("latencyP50"))).toEqual({ text: "ratio", amount: -0.5, isBetter: true });
    expect(differenceOf(50, 100, measureOf("tokensPerSecond"))).toMatchObject({ isBetter: false });
    expect(differenceOf(null, 100, measureOf("size"))).toBeNull();
    expect(differenceOf(50, 100, measureOf("outputTokens"))).toMatchObject({ isBetter: null });
    expect(bestIndex([1, 2], measureOf("outputTokens").isLowerBetter)).toBeNull();
  });

  it("says why a figure is missing", () => {
    expect(reasonOf(evaluation("teacher", 1), measureOf("peakMemory"))).toEqual(saying("no /proc here"));
    expect(reasonOf(evaluation("teacher", null), measureOf("answer-match"))).toEqual(saying("not scored"));
  });
});

it("CSV leaves cells empty where nothing was measured and defuses formulas", () => {
  const all = [evaluation("student", 0.5, { runId: "r2" })];
  const [header, row] = toCsv(listColumns(runs, all), ["facts"], all).split("\n");
  expect(header).toBe(
    "run,subject,dataset,n,answer-match,latencyP50,latencyP95,ttft,tpot,tokensPerSecond,outputTokens,size,peakGpuMemory,peakMemory",
  );
  expect(row).toBe("'=second,student,facts,10,0.5,100,200,10,5,20,12,1000,,");
});
