import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { message } from "../../../../../server/contract/message";
import { quantizeProblems } from "../../../../../server/domain/recipes/pairs/quantize-problems";
import { parsedRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

const config = {
  model_type: "llama",
  architectures: ["LlamaForCausalLM"],
  hidden_size: 576,
  intermediate_size: 1536,
  num_hidden_layers: 10,
  num_attention_heads: 9,
  num_key_value_heads: 3,
  vocab_size: 49152,
  tie_word_embeddings: true,
};

function problemsOf(groupSize: number, layers = 10) {
  const home = createHome();
  mkdirSync(join(home, "models", "small"), { recursive: true });
  writeFileSync(join(home, "models", "small", "config.json"), JSON.stringify({ ...config, num_hidden_layers: layers }));
  const quantize = [{ method: "bnb" as const }, { method: "gptq" as const, groupSize }];
  return quantizeProblems(createServices(home).paths, parsedRecipe({ student: { model: "models/small" }, quantize }));
}

it("names the largest group that divides the student's widths", () => {
  expect(problemsOf(128)).toMatchObject([
    { field: "quantize.1.groupSize", suggestion: message("problems.group-size-next", { size: "64" }) },
  ]);
  expect(problemsOf(64)).toEqual([]);
  expect(problemsOf(-1)).toEqual([]);
});

it("refuses GPTQ for a student of fewer layers than ms-swift looks for", () => {
  expect(problemsOf(64, 9)).toMatchObject([{ code: "gptq-layers", field: "quantize.1.method" }]);
});
