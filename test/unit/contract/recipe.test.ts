import { describe, expect, it } from "vitest";
import { words } from "../../../server/cli/language";
import { parseRecipe, readRecipeText } from "../../../server/domain/recipes/parse";
import { minimalRecipe, parsedRecipe } from "../../helpers/recipes";

describe("recipe schema", () => {
  it("fills every default from a minimal recipe", () => {
    const recipe = parsedRecipe();
    expect(recipe.knowledge[0]).toMatchObject({ kind: "logits", temperature: 2, alpha: 0.3 });
    expect(recipe.training.lora.rank).toBe(8);
    expect(recipe.evaluate.generation.temperature).toBe(0);
  });

  it.each([
    ["alpha 2", { knowledge: [{ kind: "logits", alpha: 2 }] }, "knowledge.0.alpha"],
    ["no training file", { data: { train: [] } }, "data.train"],
    ["an option as model", { teacher: { model: "--evil" } }, "teacher.model"],
    ["an option as data", { data: { train: ["-x.jsonl"] } }, "data.train.0"],
    ["the same kind twice", { knowledge: [{ kind: "answers" }, { kind: "answers" }] }, "knowledge.1.kind"],
    ["a negative rate", { training: { learningRate: -1 } }, "training.learningRate"],
    ["an extra flag with dashes", { training: { extraArgs: { "--x": 1 } } }, "training.extraArgs.--x"],
  ])("names the field for %s", (_, changes, field) => {
    const { recipe, problems } = parseRecipe({ ...minimalRecipe(), ...changes });
    expect(recipe).toBeNull();
    expect(problems.map((problem) => problem.field)).toContain(field);
  });

  it("names an unknown key with the way to mend it", () => {
    const { problems } = parseRecipe({ ...minimalRecipe(), training: { learnigRate: 1 } });
    expect(problems[0]).toMatchObject({ code: "unknown-key", field: "training.learnigRate" });
    const suggestion = problems[0]?.suggestion;
    expect(suggestion && words(suggestion)).toContain("recipe.schema.json");
  });

  it("names the line of malformed YAML", () => {
    expect(() => readRecipeText("name: x\nteacher: {model: [\n")).toThrow(/^Line \d+: /);
  });
});
