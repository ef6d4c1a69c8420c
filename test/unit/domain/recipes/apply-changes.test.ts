import { describe, expect, it } from "vitest";
import { applyChanges, readChanges } from "../../../../server/domain/recipes/apply-changes";
import { requireRecipe } from "../../../../server/domain/recipes/parse";
import { parsedRecipe } from "../../../helpers/recipes";

const input = {
  knowledge: [{ kind: "logits" as const }, { kind: "answers" as const }],
  notes: "why",
  training: { tuner: "full" as const },
};
const recipe = parsedRecipe(input);

describe("applyChanges", () => {
  it.each<[string, unknown, (changed: ReturnType<typeof requireRecipe>) => unknown, unknown]>([
    ["training.batchSize", 1, ({ training }) => training.batchSize, 1],
    ["knowledge.0.temperature", 3, ({ knowledge }) => knowledge[0], { temperature: 3 }],
    ["knowledge.2", { kind: "hidden-states" }, ({ knowledge }) => knowledge[2], { kind: "hidden-states" }],
    ["memory.galore", { rank: 8 }, ({ memory }) => memory.galore, { rank: 8 }],
    ["memory.galore.rank", 8, ({ memory }) => memory.galore, { rank: 8 }],
    ["serve.maxModelLen", 512, ({ serve }) => serve, { maxModelLen: 512 }],
    ["notes", null, ({ notes }) => ({ notes }), { notes: "" }],
  ])("sets %s to %j", (path, value, pick, expected) => {
    const changed = requireRecipe(applyChanges(recipe, { [path]: value }));
    expect({ picked: pick(changed) }).toMatchObject({ picked: expected });
    expect(recipe).toEqual(parsedRecipe(input));
  });

  it.each([
    "__proto__.polluted",
    "constructor.prototype.polluted",
    "",
    "training..epochs",
    "name.first",
    "knowledge.9.kind",
    "knowledge.first",
  ])("refuses the key %j", (path) => {
    expect(() => applyChanges(recipe, { [path]: true })).toThrow(expect.objectContaining({ code: "invalid-input" }));
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("leaves it to the schema to refuse keys that no recipe has", () => {
    expect(() => requireRecipe(applyChanges(recipe, { "training.batchsize": 1 }))).toThrow(
      expect.objectContaining({ code: "invalid-recipe", field: "training.batchsize" }),
    );
  });
});

describe("readChanges", () => {
  it("reads values as YAML", () => {
    expect(
      readChanges(["training.batchSize=1", "training.learningRate=1e-4", "notes=a=b", "serve=", "data.train=[a, b]"]),
    ).toEqual({
      "training.batchSize": 1,
      "training.learningRate": 0.0001,
      notes: "a=b",
      serve: null,
      "data.train": ["a", "b"],
    });
  });

  it.each(["training.batchSize", "=1", "notes=[a"])("refuses %j", (text) => {
    expect(() => readChanges([text])).toThrow(expect.objectContaining({ code: "invalid-input", field: "set" }));
  });
});
