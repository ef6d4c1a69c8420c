import { describe, expect, it } from "vitest";
import { draftKey, parseDraft } from "../../../../components/recipe-form/logic/draft";
import { argsToRows, parseArgValue, rowsToArgs } from "../../../../components/recipe-form/logic/fields/extra-args";
import { quantizeKeys, subjectNames } from "../../../../components/recipe-form/logic/fields/quantize-options";
import { setNameFrom } from "../../../../components/recipe-form/logic/fields/set-name";
import { blankRecipe, mergeDefaults, nextName } from "../../../../components/recipe-form/logic/form-values";
import { valueAt } from "../../../../server/contract/at-path";

describe("names", () => {
  it.each([
    ["demo", "demo-2"],
    ["demo-2", "demo-3"],
    ["lr-1e-4", "lr-1e-5"],
  ])("the clone of %s is %s", (name, next) => expect(nextName(name)).toBe(next));

  it("of a set come from the file and are never taken", () => {
    expect(setNameFrom("public/samples/Facts_Unseen.jsonl", [])).toBe("facts-unseen");
    expect(setNameFrom("a/facts.jsonl", ["facts", "facts-2"])).toBe("facts-3");
    expect(setNameFrom("", [])).toBe("set");
  });
});

describe("mergeDefaults", () => {
  it("keeps what is given, replaces lists, fills what is missing or null", () => {
    expect(mergeDefaults({ a: 1, b: { c: 2, d: 3 }, e: [1] }, { b: { c: 9, d: null }, e: [], f: 0 })).toEqual({
      a: 1,
      b: { c: 9, d: 3 },
      e: [],
      f: 0,
    });
  });
});

describe("valueAt", () => {
  it("follows keys and list places", () => {
    expect(valueAt({ a: [{ b: 1 }] }, "a.0.b")).toBe(1);
    expect(valueAt({ a: 1 }, "a.b.c")).toBeUndefined();
  });
});

describe("extra arguments", () => {
  it("keep the kind of a value", () => {
    expect(["true", "0.1", "1e-4", "-3", "cosine", "1.2.3", ""].map(parseArgValue)).toEqual([
      true,
      0.1,
      1e-4,
      -3,
      "cosine",
      "1.2.3",
      "",
    ]);
  });

  it("go to rows and back, without dashes or empty names", () => {
    const args = rowsToArgs([
      { name: "--weight_decay", value: "0.1" },
      { name: " ", value: "x" },
    ]);
    expect(args).toEqual({ weight_decay: 0.1 });
    expect(argsToRows(args)).toEqual([{ name: "weight_decay", value: "0.1" }]);
  });
});

describe("quantisations", () => {
  it("name the subjects that can be measured", () => {
    expect(quantizeKeys([{ method: "bnb" }, { method: "bnb", bits: 8 }])).toEqual(["bnb-4", "bnb-8"]);
    expect(subjectNames([{ method: "bnb", bits: 4 }])).toEqual(["teacher", "student-base", "student", "student-bnb-4"]);
  });
});

describe("drafts", () => {
  it("are kept apart for new experiments and for each clone", () => {
    expect(draftKey(null)).not.toBe(draftKey("r1"));
  });

  it("come back with what was typed, also when unfinished", () => {
    const values = { ...blankRecipe(), name: "half" };
    expect(parseDraft(JSON.stringify({ values, savedAt: 5 }))).toEqual({ values, savedAt: 5 });
  });

  it("of an older shape come back with the keys that are new", () => {
    const values = {
      name: "old",
      teacher: { model: "a/big", dtype: "float32" },
      student: { model: "a/small", dtype: "float32" },
      data: { train: ["a.jsonl"], validation: [], evaluation: [], maxLength: 64, seed: 1 },
      knowledge: [{ kind: "answers", maxTokens: 8, temperature: 1 }],
      memory: { attention: "sdpa", gradientCheckpointing: true },
      quantize: [{ method: "bnb", bits: 4 }],
      serve: { engine: "transformers", extraArgs: {} },
    };
    expect(parseDraft(JSON.stringify({ values, savedAt: 5 }))?.values).toMatchObject({
      ...values,
      teacher: { model: "a/big", dtype: "float32", source: "local" },
      teachers: [],
      memory: { liger: false, sequenceParallel: 1 },
      quantizeGate: "settled",
      serve: { use: "interactive", replicas: { min: 1, max: 2 } },
    });
  });

  it.each([null, "", "{", "[]", '{"savedAt":1}', '{"savedAt":1,"values":{"training":{"epochs":"x"}}}'])(
    "that cannot be read are none: %j",
    (text) => expect(parseDraft(text)).toBeNull(),
  );
});
