import { describe, expect, it } from "vitest";
import { blankRecipe } from "../../../../components/recipe-form/logic/form-values";
import {
  isSameInputs,
  isSamePair,
  preflightStateOf,
  remainingParts,
} from "../../../../components/recipe-form/logic/preflight-state";
import { lengthHistogram, memoryBar } from "../../../../components/recipe-form/logic/preflight-view";
import { shortOfMemory, unknownPreflight } from "./preflight-samples";

describe("memoryBar", () => {
  it("is as long as the estimate where memory is short, and shows where it ends", () => {
    const { parts, limitShare } = memoryBar(shortOfMemory.memory);
    expect(parts.map(({ key, share }) => [key, share])).toEqual([
      ["base", 0.125],
      ["student-weights", 0.0625],
      ["optimizer", 0.125],
      ["logits", 0.6875],
    ]);
    expect(limitShare).toBe(0.75);
  });

  it("is as long as the free memory where there is enough", () => {
    const { parts, limitShare } = memoryBar({ ...shortOfMemory.memory, availableBytes: 8_192 * 2 ** 20 });
    expect(parts[0]?.share).toBe(0.0625);
    expect(limitShare).toBeNull();
  });

  it("is empty where nothing is known", () => {
    expect(memoryBar(unknownPreflight.memory)).toEqual({ parts: [], limitShare: null });
  });
});

describe("lengthHistogram", () => {
  const tokens = shortOfMemory.data?.tokens;
  it.each([
    [96, 0.375, [false, false, true, true]],
    [192, 0.75, [false, false, false, true]],
    [256, null, [false, false, false, false]],
  ])("at a longest sequence of %i has its line at %s", (maxLength, limitShare, cut) => {
    if (!tokens) throw new Error("the sample has token lengths");
    const view = lengthHistogram(tokens, maxLength);
    expect(view.limitShare).toBe(limitShare);
    expect(view.bars.map(({ isCut }) => isCut)).toEqual(cut);
    expect(view.bars[1]?.height).toBe(1);
  });
});

describe("preflightStateOf", () => {
  it.each([
    [false, true, false, "incomplete"],
    [true, true, true, "looking"],
    [true, false, true, "failed"],
    [true, false, false, "current"],
  ])("askable %s, checking %s, error %s: %s", (isAskable, isChecking, isError, state) =>
    expect(preflightStateOf({ isAskable, isChecking, isError })).toBe(state),
  );
});

describe("isSamePair", () => {
  it("looks at both models and at nothing else", () => {
    const recipe = { ...blankRecipe(), teacher: { model: "a" }, student: { model: "b" } };
    expect(isSamePair(recipe, { ...recipe, name: "other" })).toBe(true);
    expect(isSamePair(recipe, { ...recipe, student: { model: "c" } })).toBe(false);
  });
});

describe("what stays of another recipe", () => {
  it("is nothing once pair or training data are others", () => {
    const recipe = { ...blankRecipe(), teacher: { model: "a" }, student: { model: "b" } };
    expect(isSameInputs(recipe, { ...recipe, training: { learningRate: 1e-5 } })).toBe(true);
    expect(isSameInputs(recipe, { ...recipe, data: { train: ["other.jsonl"] } })).toBe(false);
    expect(isSameInputs(recipe, blankRecipe())).toBe(false);
  });

  it("is pair and data while a number of it is wrong, no verdict that follows from the number", () => {
    const parts = remainingParts(shortOfMemory);
    expect(parts).toMatchObject({ pair: shortOfMemory.pair, data: shortOfMemory.data, memory: null, time: null });
    expect(parts?.advice).toEqual([]);
    expect(remainingParts(null)).toBeNull();
  });
});
