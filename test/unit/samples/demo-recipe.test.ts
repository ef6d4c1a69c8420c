import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { recipeSchema } from "../../../server/contract/recipe/recipe";
import { demoModels } from "../../../server/engines/setup/requirements";

const project = join(import.meta.dirname, "..", "..", "..");
const recipe = recipeSchema.parse(parse(readFileSync(join(project, "public", "samples", "demo.yaml"), "utf8")));

it("names data files that are in the repository and the models that set-up makes", () => {
  const files = [...recipe.data.train, ...recipe.data.evaluation.map((set) => set.path)];
  expect(files.filter((file) => !existsSync(join(project, file)))).toEqual([]);
  expect(recipe.teacher.model).toBe(`models/${demoModels.teacher}`);
  expect(recipe.student.model).toBe(`models/${demoModels.student}`);
});

it("distils answers and logits together and measures all four subjects", () => {
  expect(recipe.knowledge.map(({ kind }) => kind)).toEqual(["answers", "logits"]);
  // What was cut off would be taught as an answer that ends there.
  expect(recipe.knowledge[0]).toMatchObject({ kind: "answers", source: "teacher", truncated: "leaveOut" });
  expect(recipe.quantize).toMatchObject([{ method: "bnb", bits: 4 }]);
  expect(recipe.evaluate.subjects).toBe("all");
});
