import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { quantizeProblems } from "../../../../server/domain/pairs/quantize-problems";
import { parsedRecipe } from "../../../helpers/recipes";
import { createHome, createServices } from "../../../helpers/services";

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

it("names the largest group that divides the student's widths", () => {
  const home = createHome();
  mkdirSync(join(home, "models", "small"), { recursive: true });
  writeFileSync(join(home, "models", "small", "config.json"), JSON.stringify(config));
  const student = { model: "models/small" };
  const problemsOf = (groupSize: number) =>
    quantizeProblems(
      createServices(home).paths,
      parsedRecipe({ student, quantize: [{ method: "bnb" }, { method: "gptq", groupSize }] }),
    );
  expect(problemsOf(128)).toMatchObject([{ field: "quantize.1.groupSize", suggestion: "Set groupSize to 64" }]);
  expect(problemsOf(64)).toEqual([]);
  expect(problemsOf(-1)).toEqual([]);
});
