import { describe, expect, it } from "vitest";
import { blankRecipe, type FormValues } from "../../../../components/recipe-form/logic/form-values";
import { listIssues } from "../../../../components/recipe-form/logic/issues";
import { readRecipeYaml, writeRecipeYaml } from "../../../../components/recipe-form/logic/recipe-yaml";
import {
  chipsToValues,
  draftParameters,
  firstParameter,
  sweepableKeys,
  withParameters,
} from "../../../../components/recipe-form/logic/sweep/sweep-draft";

const values: FormValues = {
  ...blankRecipe(),
  name: "first",
  teacher: { model: "a/big" },
  student: { model: "a/small" },
  data: { train: ["a.jsonl"] },
};
const short = { "training.learningRate": [1e-4, 2e-4] };

describe("the sweep of a form", () => {
  it("begins with the recipe's own value, and is gone with its last key", () => {
    const draft = firstParameter(values, "training.lora.rank");
    expect(draft).toEqual({ kind: "list", values: [8] });
    expect(withParameters(undefined, [["training.lora.rank", draft]])).toEqual({
      parameters: { "training.lora.rank": [8] },
    });
    expect(withParameters(short, [])).toBeUndefined();
    expect(firstParameter(values, "training.maxSteps")).toEqual({ kind: "list", values: [] });
  });

  it("reads both forms, and keeps the options when a value changes", () => {
    expect(draftParameters(short)).toEqual([["training.learningRate", { kind: "list", values: [1e-4, 2e-4] }]]);
    const long = { parameters: short, repeats: 3 };
    expect(withParameters(long, [["training.epochs", { kind: "range", range: { min: 1, max: 3 } }]])).toEqual({
      repeats: 3,
      parameters: { "training.epochs": { min: 1, max: 3 } },
    });
  });

  it("offers keys that are worth varying and not varied yet", () => {
    const keys = sweepableKeys({ ...values, sweep: short });
    for (const key of ["knowledge.0.temperature", "training.lora.rank", "memory.attention", "data.maxLength"])
      expect(keys).toContain(key);
    for (const key of ["training.learningRate", "knowledge.0.kind", "name"]) expect(keys).not.toContain(key);
  });

  it("keeps the kind of what is typed, and what was there", () => {
    expect(chipsToValues(["1e-4", "true", "lora", "none", '["q_proj"]'], [["q_proj"]])).toEqual([
      1e-4,
      true,
      "lora",
      null,
      ["q_proj"],
    ]);
  });
});

describe("what is wrong with a sweep", () => {
  it.each([
    [{ "training.learnigRate": [1] }, "sweep.parameters.training.learnigRate", "rule"],
    [{ "training.epochs": [] }, "sweep.parameters.training.epochs", "atLeastOne"],
    [{ "training.epochs": {} }, "sweep.parameters.training.epochs", "other"],
    [{ parameters: {} }, "sweep.parameters", "other"],
    [{ parameters: short, repeats: 0 }, "sweep.repeats", "min"],
  ])("%j stands at its key, and the form can show it", (sweep, field, kind) => {
    const issues = listIssues({ ...values, sweep });
    expect(issues).toEqual([expect.objectContaining({ field, kind, isShape: false })]);
  });

  it("says in which line of the YAML", () => {
    const lineOf = (sweep: string) => {
      const text = `${writeRecipeYaml(values)}${sweep}`;
      const { problems } = readRecipeYaml(text);
      return text.split("\n")[(problems[0]?.line ?? 0) - 1];
    };
    expect(lineOf("sweep:\n  parameters:\n    training.epochs: [1]\n    training.warmupRatio: [9]\n")).toContain("[9]");
    expect(lineOf("sweep:\n  training.epochs: [-1]\n")).toContain("[-1]");
  });
});

it("the short form of a YAML is read into the form", () => {
  const { values: read } = readRecipeYaml(`${writeRecipeYaml(values)}sweep: { training.epochs: [1, 2] }\n`);
  expect(read?.sweep).toMatchObject({ parameters: { "training.epochs": [1, 2] }, search: "grid" });
});
