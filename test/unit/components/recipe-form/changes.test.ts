import { describe, expect, it } from "vitest";
import { changesBack, withChanges } from "../../../../components/recipe-form/logic/changes";
import { blankRecipe } from "../../../../components/recipe-form/logic/form-values";

const recipe = { ...blankRecipe(), name: "first" };

describe("withChanges", () => {
  it("sets keys at any depth and leaves what was given alone", () => {
    const before = structuredClone(recipe);
    const changed = withChanges(recipe, {
      "memory.liger": true,
      "memory.galore.rank": 64,
      "knowledge.0.topK": 20,
      quantize: [{ method: "fp8", bits: 8 }],
    });
    expect(changed.memory).toMatchObject({ liger: true, galore: { rank: 64 }, attention: "sdpa" });
    expect(changed.knowledge?.[0]).toMatchObject({ kind: "logits", topK: 20 });
    expect(changed.quantize).toEqual([{ method: "fp8", bits: 8 }]);
    expect(recipe).toEqual(before);
  });

  it("leaves the keys in their order", () => {
    const { training } = withChanges(recipe, { "training.epochs": 9 });
    expect(Object.keys(training ?? {})).toEqual(Object.keys(recipe.training ?? {}));
  });

  it.each([undefined, null])("takes a key away by %j", (value) => {
    const sharded = withChanges(recipe, { "memory.deepspeed": "zero2" });
    expect(withChanges(sharded, { "memory.deepspeed": value })).toEqual(recipe);
  });
});

describe("changesBack", () => {
  it.each([
    { "memory.gradientCheckpointing": false, "data.maxLength": 512 },
    { "memory.galore.rank": 64 },
    { "memory.deepspeed": { zero_optimization: { stage: 2 } } },
    { "knowledge.0.topK": 20 },
    { knowledge: [{ kind: "answers" }], "memory.attention": "eager" },
  ])("brings everything back after %j", (changes) => {
    expect(withChanges(withChanges(recipe, changes), changesBack(recipe, changes))).toEqual(recipe);
  });
});
