import { describe, expect, it } from "vitest";
import {
  deepspeedChoice,
  deepspeedText,
  valueOfChoice,
} from "../../../../components/recipe-form/logic/fields/deepspeed-choice";
import { defaultOf } from "../../../../components/recipe-form/logic/fields/field-default";
import { readJsonObject } from "../../../../components/recipe-form/logic/fields/json-object";
import { layerPairs, nextLayerPair } from "../../../../components/recipe-form/logic/fields/layer-pairs";
import { newTeacher } from "../../../../components/recipe-form/logic/fields/new-teacher";
import { calibratedEntries, withQuantizations } from "../../../../components/recipe-form/logic/fields/quantize-options";
import { blankRecipe } from "../../../../components/recipe-form/logic/form-values";
import { followStudent, sourceChanges } from "../../../../components/recipe-form/logic/teacher-source";
import { memorySchema } from "../../../../server/contract/recipe/memory";

describe("DeepSpeed", () => {
  it.each([
    [undefined, "none"],
    ["zero3-offload", "zero3-offload"],
    [{ zero_optimization: { stage: 1 } }, "custom"],
  ])("%j is the choice %s, and its text reads back", (value, choice) => {
    expect(deepspeedChoice(value)).toBe(choice);
    expect(valueOfChoice(deepspeedChoice(value), value)).toEqual(value);
    if (value !== undefined) expect(readJsonObject(deepspeedText(value)).kind).toBe("object");
  });

  it("begins one's own JSON with the preset that was there", () => {
    const own = valueOfChoice("custom", "zero3");
    expect(memorySchema.safeParse({ deepspeed: own }).success).toBe(true);
    expect(JSON.stringify(own, null, 2)).toBe(deepspeedText("zero3"));
    expect(deepspeedText(undefined)).toBe("");
  });
});

describe("readJsonObject", () => {
  it.each([
    ['{\n  "a": 1,\n  b: 2\n}', 3],
    ['{\n  "a": 1\n', 3],
    ["[1]", 1],
    ["", 1],
  ])("says in which line %j is wrong", (text, line) =>
    expect(readJsonObject(text)).toMatchObject({ kind: "error", line }),
  );
});

describe("layer pairs", () => {
  it("are none where the layers are spread evenly", () => expect(layerPairs("uniform")).toBeNull());
  it("are read as whole numbers", () =>
    expect(layerPairs([[1, 2], ["x", 3], 4])).toEqual([
      [1, 2],
      [0, 3],
    ]));

  it.each([
    [[], [1, 1]],
    [[[2, 4]], [4, 8]],
    [
      [
        [2, 4],
        [4, 8],
      ],
      [6, 12],
    ],
    [
      [
        [2, 4],
        [1, 8],
      ],
      [2, 12],
    ],
  ] as [[number, number][], [number, number]][])("after %j comes %j", (pairs, next) =>
    expect(nextLayerPair(pairs)).toEqual(next),
  );
});

describe("teachers", () => {
  it("get names that are not taken", () => {
    expect(newTeacher([]).name).toBe("teacher-2");
    expect(newTeacher([{ name: "teacher-3", model: "x" }]).name).toBe("teacher-4");
  });

  it("become the student's model in self-distillation", () => {
    const student = { model: "a/small", template: "chatml", dtype: "float32" } as const;
    expect(sourceChanges({ ...blankRecipe(), student }, "self")).toEqual({
      "teacher.source": "self",
      "teacher.model": "a/small",
      "teacher.modelType": undefined,
      "teacher.template": "chatml",
      "teacher.dtype": "float32",
    });
    expect(sourceChanges({ ...blankRecipe(), student }, "cached")).toEqual({ "teacher.source": "cached" });
  });
});

describe("followStudent", () => {
  const self = { ...blankRecipe(), student: { model: "a" }, teacher: { model: "a", source: "self" as const } };
  const changed = { ...self, student: { model: "b", template: "chatml" } };

  it("keeps teacher and student one while the student teaches itself", () =>
    expect(followStudent(self, changed)).toMatchObject({ "teacher.model": "b", "teacher.template": "chatml" }));

  it("leaves any other teacher alone", () => {
    expect(followStudent({ ...self, teacher: { model: "other", source: "self" } }, changed)).toEqual({});
    expect(followStudent(self, { ...changed, teacher: { model: "a", source: "local" } })).toEqual({});
  });
});

describe("quantisations", () => {
  it("keep their settings when another is chosen", () => {
    const before = [{ method: "gptq", bits: 4, groupSize: 64 }];
    const next = withQuantizations(before, ["fp8-8", "gptq-4"]);
    expect(next).toEqual([before[0], expect.objectContaining({ method: "fp8", bits: 8 })]);
    expect(calibratedEntries(next)).toEqual([{ place: 0, option: expect.objectContaining({ method: "gptq" }) }]);
  });
});

describe("defaultOf", () => {
  it.each([
    ["answers.maxTokens", 256],
    ["policy.generations", 4],
    ["memory.galore.rank", 128],
    ["quantize.groupSize", 128],
    ["training.epochs", 3],
    ["training.maxSteps", undefined],
    ["teacher.model", undefined],
  ] as const)("%s is %s", (spec, value) => expect(defaultOf(spec)).toBe(value));
});
