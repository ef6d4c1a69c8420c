import { describe, expect, it } from "vitest";
import type { Quantize } from "../../../../../server/contract/recipe/quantize";
import { estimateServingMemory } from "../../../../../server/domain/recipes/pairs/memory/serving-memory";
import { readModelFacts } from "../../../../../server/domain/recipes/pairs/model/model-facts";
import { createServices } from "../../../../helpers/services";

const { facts } = readModelFacts(createServices().paths, "Qwen/Qwen2.5-7B-Instruct");
if (facts === null) throw new Error("Qwen2.5-7B is a well-known model");

function quantized(method: Quantize["method"], bits: 4 | 8 = 4) {
  return { method, bits, groupSize: 128 };
}

describe("estimateServingMemory of Qwen2.5-7B against published figures", () => {
  it.each([
    ["GPTQ 4-bit weights, GiB", quantized("gptq"), 5.2],
    ["AWQ 4-bit weights, GiB", quantized("awq"), 5.5],
    ["BNB 4-bit weights, GiB", quantized("bnb"), 6],
    ["FP16 weights, GiB", null, 13],
  ])("%s is within 15 %%", (_, quantization, published) => {
    const { weightBytes } = estimateServingMemory(facts, quantization);
    expect(Math.abs(weightBytes / 2 ** 30 / published - 1)).toBeLessThan(0.15);
  });

  it("adds the process, and keys and values per token", () => {
    const [empty, long] = [0, 1000].map((tokens) => estimateServingMemory(facts, null, tokens));
    expect(long?.cacheBytes).toBe(1000 * 2 * 28 * 4 * 128 * 2);
    expect((long?.totalBytes ?? 0) - (empty?.totalBytes ?? 0)).toBe(long?.cacheBytes);
  });

  it("takes half for 8 bits of what 16 take in the layers", () => {
    const bytesOf = (quantization: ReturnType<typeof quantized> | null) =>
      estimateServingMemory(facts, quantization).weightBytes;
    expect(bytesOf(null) - bytesOf(quantized("fp8", 8))).toBe(facts.parameters.linear);
  });
});
