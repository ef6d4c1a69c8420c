import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { words } from "../../../../../server/cli/language";
import { countLoraParameters } from "../../../../../server/domain/recipes/pairs/model/count-parameters";
import { readModelFacts } from "../../../../../server/domain/recipes/pairs/model/model-facts";
import { saying } from "../../../../helpers/saying";
import { createHome, createServices } from "../../../../helpers/services";

const home = createHome();
const { paths } = createServices(home);

function writeConfig(name: string, config: unknown): string {
  mkdirSync(join(home, "models", name), { recursive: true });
  writeFileSync(join(home, "models", name, "config.json"), JSON.stringify(config));
  return `models/${name}`;
}

function factsOf(reference: string) {
  const { facts, reason } = readModelFacts(paths, reference);
  if (facts === null) throw new Error(words(reason));
  return facts;
}

const demo = {
  model_type: "llama",
  num_hidden_layers: 10,
  hidden_size: 576,
  intermediate_size: 1536,
  num_attention_heads: 9,
  num_key_value_heads: 3,
  head_dim: 64,
  vocab_size: 49152,
  tie_word_embeddings: true,
  attention_bias: false,
};

describe("parameter counts", () => {
  it.each([
    ["HuggingFaceTB/SmolLM2-135M", 134_515_008],
    ["HuggingFaceTB/SmolLM2-360M-Instruct", 361_821_120],
    ["HuggingFaceTB/SmolLM2-1.7B", 1_711_376_384],
    ["Qwen/Qwen2.5-0.5B", 494_032_768],
    ["Qwen/Qwen2.5-1.5B-Instruct", 1_543_714_304],
    ["Qwen/Qwen2.5-Coder-3B", 3_085_938_688],
    ["Qwen/Qwen2.5-7B-Instruct", 7_615_616_512],
    ["Qwen/Qwen2.5-14B", 14_770_033_664],
    ["Qwen/Qwen2.5-32B", 32_763_876_352],
    ["Qwen/Qwen2.5-72B-Instruct", 72_706_203_648],
    ["Qwen/Qwen3-0.6B", 596_049_920],
    ["Qwen/Qwen3-8B", 8_190_735_360],
    ["Qwen/Qwen3-32B", 32_762_123_264],
    ["meta-llama/Llama-3.1-8B-Instruct", 8_030_261_248],
    ["meta-llama/Llama-3.1-70B", 70_553_706_496],
    ["meta-llama/Llama-3.2-1B", 1_235_814_400],
    ["meta-llama/Llama-3.2-3B-Instruct", 3_212_749_824],
    ["google/gemma-2-2b", 2_614_341_888],
    ["google/gemma-2-9b-it", 9_241_705_984],
    ["google/gemma-2-27b", 27_227_128_320],
    ["google/gemma-3-1b-it", 999_885_952],
    ["mistralai/Mistral-7B-v0.1", 7_241_732_096],
    ["mistralai/Mistral-7B-Instruct-v0.3", 7_248_023_552],
    ["microsoft/Phi-3-mini-4k-instruct", 3_821_079_552],
    ["microsoft/Phi-4-mini-instruct", 3_836_021_760],
    ["internlm/internlm2_5-7b-chat", 7_737_708_544],
    ["deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", 1_777_088_000],
    ["deepseek-ai/DeepSeek-R1-Distill-Llama-8B", 8_030_261_248],
  ])("are those that are published for %s", (hubId, parameters) => {
    expect(factsOf(hubId).parameters.total).toBe(parameters);
  });

  it("are read from the folder's own configuration", () => {
    const facts = factsOf(writeConfig("demo", demo));
    expect(facts).toMatchObject({ source: "config", layers: 10, kvHeads: 3, headDim: 64, tiedEmbeddings: true });
    expect(facts.parameters.total).toBe(63_713_088);
  });

  it.each([
    [{ quant_method: "gptq", bits: 4 }, 4],
    [{ quant_method: "bitsandbytes", load_in_8bit: true }, 8],
    [{ quant_method: "bitsandbytes", load_in_4bit: true }, 4],
    [{ quant_method: "fp8" }, 8],
  ])("go with the bits that the folder keeps: %o", (quantization, bits) => {
    const facts = factsOf(writeConfig("quantized", { ...demo, quantization_config: quantization }));
    expect(facts.quantized).toEqual({ method: quantization.quant_method, bits });
    expect(facts.parameters.total).toBe(63_713_088);
  });

  it("count experts whole, and those that a token passes through apart", () => {
    const mixture = {
      model_type: "qwen3_moe",
      num_hidden_layers: 48,
      hidden_size: 2048,
      intermediate_size: 6144,
      moe_intermediate_size: 768,
      num_attention_heads: 32,
      num_key_value_heads: 4,
      head_dim: 128,
      vocab_size: 151936,
      num_experts: 128,
      num_experts_per_tok: 8,
      decoder_sparse_step: 1,
      mlp_only_layers: [],
    };
    const { total, active } = factsOf(writeConfig("mixture", mixture)).parameters;
    expect(total).toBe(30_532_122_624);
    expect(active / 1e9).toBeCloseTo(3.35, 2);
  });

  it("of LoRA follow the targeted matrices", () => {
    const facts = factsOf("Qwen/Qwen2.5-7B");
    expect(countLoraParameters(facts, ["all-linear"], 8)).toBe(20_185_088);
    expect(countLoraParameters(facts, ["q_proj", "v_proj"], 8)).toBe(2_523_136);
    expect(countLoraParameters(facts, ["nothing"], 8)).toBe(0);
  });
});

describe("what cannot be told", () => {
  it.each([
    ["owner/unheard-of", "hub id"],
    ["models/none", "No model folder"],
    ["/etc", "outside"],
  ])("has a reason: %s", (reference, reason) => {
    const reading = readModelFacts(paths, reference);
    expect(reading.facts).toBeNull();
    expect(reading.reason).toEqual(saying(reason));
  });

  it("is an architecture that is not known, a vision model, a missing size, mixed layers", () => {
    const reasonOf = (name: string, changes: Record<string, unknown>) =>
      readModelFacts(paths, writeConfig(name, { ...demo, ...changes })).reason;
    expect(reasonOf("mamba", { model_type: "mamba" })).toEqual(saying("‘mamba’"));
    expect(reasonOf("vision", { vision_config: {} })).toEqual(saying("images"));
    expect(reasonOf("missing", { hidden_size: undefined })).toEqual(saying("hidden_size"));
    expect(reasonOf("mixed", { decoder_sparse_step: 2 })).toEqual(saying("experts"));
    expect(reasonOf("packed", { quantization_config: { quant_method: "compressed-tensors" } })).toEqual(saying("bits"));
  });
});
