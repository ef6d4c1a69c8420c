import { describe, expect, it } from "vitest";
import { blankRecipe } from "../../../../components/recipe-form/logic/form-values";
import { readRecipeYaml, writeRecipeYaml } from "../../../../components/recipe-form/logic/recipe-yaml";

const text = `name: first
teacher: { model: a/big }
student: { model: a/small }
data:
  train: [a.jsonl]
knowledge:
  - kind: logits
    alpha: 0.5
training:
  epochs: 4
`;

const layered = `kind: hidden-states
    layers: [[2, 4]]
  - kind: attention`;

const levers = `memory:
  attention: eager
  deepspeed: { zero_optimization: { stage: 2 } }
quantize: [{ method: awq, groupSize: 64 }, { method: fp8, bits: 8 }]
serve: { engine: vllm, use: agents, replicas: { min: 0, max: 3 } }
report: [wandb, swanlab]
`;

describe("readRecipeYaml", () => {
  it("fills in the defaults", () => {
    const { values, problems } = readRecipeYaml(text);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      training: { epochs: 4, batchSize: 2 },
      knowledge: [{ kind: "logits", alpha: 0.5, temperature: 2 }],
    });
  });

  it("reads back what it wrote, finished or not", () => {
    for (const values of [readRecipeYaml(text).values, blankRecipe()]) {
      expect(values).not.toBeNull();
      if (values !== null) expect(readRecipeYaml(writeRecipeYaml(values)).values).toEqual(values);
    }
  });

  it("reads back every kind, lever and quantisation that it wrote", () => {
    const { values, problems } = readRecipeYaml(`${text.replace("kind: logits\n    alpha: 0.5", layered)}${levers}`);
    expect(problems).toEqual([]);
    expect(values?.knowledge).toMatchObject([
      { layers: [[2, 4]], normalize: true },
      { kind: "attention", weight: 0.1 },
    ]);
    expect(values?.memory?.deepspeed).toEqual({ zero_optimization: { stage: 2 } });
    if (values !== null) expect(readRecipeYaml(writeRecipeYaml(values)).values).toEqual(values);
  });

  it("keeps wrong values of a list of layers or a group size out of the form's way", () => {
    const { values } = readRecipeYaml(`${text}quantize: [{ method: gptq, groupSize: .nan }]\n`);
    expect(values?.quantize).toMatchObject([{ method: "gptq", groupSize: Number.NaN }]);
    expect(readRecipeYaml(text.replace("alpha: 0.5", "layers: 3")).values).toBeNull();
  });

  it("takes values that are out of range into the form, with their line", () => {
    const { values, problems } = readRecipeYaml(text.replace("alpha: 0.5", "alpha: 2"));
    expect(values?.knowledge?.[0]).toMatchObject({ alpha: 2 });
    expect(problems).toEqual([expect.objectContaining({ line: 8, issue: expect.objectContaining({ kind: "below" }) })]);
  });

  it("refuses unknown keys and wrong types, with their line", () => {
    const unknown = readRecipeYaml(text.replace("epochs: 4", "epoch: 4"));
    expect(unknown.values).toBeNull();
    expect(unknown.problems[0]).toMatchObject({ line: 10, issue: { kind: "unknownKey", field: "training.epoch" } });
    expect(readRecipeYaml(text.replace("epochs: 4", "epochs: many")).values).toBeNull();
    expect(readRecipeYaml(text.replace("kind: logits", "kind: magic")).values).toBeNull();
  });

  it.each([
    ["name: [a", 1],
    ["name: a\nname: b\n", 2],
    ["just a word", 1],
    ["- a\n- b", 1],
  ])("says where %j is broken", (broken, line) => {
    const { values, problems } = readRecipeYaml(broken);
    expect(values).toBeNull();
    expect(problems[0]).toMatchObject({ kind: "syntax", line });
  });

  it("reads an empty text as a blank recipe", () => expect(readRecipeYaml("").values?.name).toBe(""));
});
