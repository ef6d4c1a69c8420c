import { describe, expect, it } from "vitest";
import { message } from "../../../../../server/contract/message";
import { gapClosedOf } from "../../../../../server/domain/results/evaluations/gap-closed";
import { scoreOf, wilsonInterval } from "../../../../../server/domain/results/evaluations/interval";
import { answerMatch, exactMatch, rougeL, scoreItem } from "../../../../../server/domain/results/evaluations/scoring";
import { parsedRecipe } from "../../../../helpers/recipes";
import { saying } from "../../../../helpers/saying";

describe("answer scores", () => {
  it.each([
    ["The capital of Germany is Berlin.", ["Berlin"], 1, 0],
    ["berlin", ["Berlin"], 1, 1],
    ["The Nile", ["Nile"], 1, 1],
    ["Berliners live there", ["Berlin"], 0, 0],
    ["", ["Berlin"], 0, 0],
    ["中国的首都是北京。", ["北京"], 1, 0],
  ])("%j against %j", (answer, references, match, exact) => {
    expect(answerMatch(answer, references)).toBe(match);
    expect(exactMatch(answer, references)).toBe(exact);
  });

  it.each([
    ["The capital of France is Paris.", ["Paris"], 2 / 6],
    ["Paris", ["London", "Paris"], 1],
    ["nothing alike", ["Paris"], 0],
    ["", ["Paris"], 0],
    ["是北京", ["北京"], 0.8],
  ])("ROUGE-L of %j against %j is %d", (answer, references, expected) => {
    expect(rougeL(answer, references)).toBeCloseTo(expected);
  });

  it("scores an unanswered item 0 by every metric asked for", () => {
    const scores = scoreItem(["answer-match", "rouge-l"], { answer: null, references: ["x"] });
    expect(scores).toEqual({ "answer-match": 0, "rouge-l": 0 });
  });
});

describe("intervals", () => {
  it("equals the published Wilson interval for 8 of 10", () => {
    const { low, high } = wilsonInterval(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it("gives null with the reason for no items, never 0", () => {
    const reason = message("scores.none-scored");
    expect(scoreOf([], reason)).toEqual({ value: null, n: 0, low: null, high: null, reason });
  });
});

describe("gap closed", () => {
  const recipe = parsedRecipe({ evaluate: { metrics: ["answer-match"] } });
  const evaluation = (subject: string, value: number) => ({
    runId: "r",
    stageId: "s",
    subject,
    dataset: "facts",
    scores: { "answer-match": { value, n: 10, low: null, high: null, reason: null } },
    latencyMs: { p50: null, p95: null },
    ttftMs: null,
    tpotMs: null,
    tokensPerSecond: null,
    outputTokens: null,
    load: [],
    sizeBytes: null,
    peakMemoryBytes: null,
    peakGpuMemoryBytes: null,
    measuredAlone: true,
    reasons: {},
    cachedFromRunId: null,
  });

  it("is the share of the way from the untouched student to the teacher", () => {
    const all = [evaluation("teacher", 0.9), evaluation("student-base", 0.1), evaluation("student", 0.7)];
    expect(gapClosedOf(recipe, all)[0]?.value).toBeCloseTo(0.75);
  });

  it("says why it has no value", () => {
    const all = [evaluation("teacher", 0.1), evaluation("student-base", 0.1), evaluation("student", 0.7)];
    expect(gapClosedOf(recipe, all)[0]).toMatchObject({ value: null, reason: saying("not better") });
    expect(gapClosedOf(recipe, [])[0]).toMatchObject({ value: null, reason: saying("measured") });
  });
});
