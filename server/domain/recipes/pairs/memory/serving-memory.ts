import type { Quantize } from "../../../../contract/recipe/quantize";
import type { ModelFacts } from "../model/model-facts";
import { cacheBytes } from "./activations";

/** A CUDA context with its libraries; not measured here. */
const contextBytes = 0.5e9;

/** Bits of one weight with its constants: NF4 with scales that are quantised themselves, a 16-bit scale and a zero point per group, or a scale per row. */
function bitsOf({ method, bits, groupSize }: Pick<Quantize, "method" | "bits" | "groupSize">, inputs: number): number {
  if (method === "bnb") return bits === 4 ? 4.127 : 8 + 16 / inputs;
  if (method === "fp8") return 8;
  return bits + (16 + bits) / (groupSize > 0 ? groupSize : inputs);
}

/**
 * Bytes that a model takes to answer on a GPU: its weights (16 bits, or the layers' matrices quantised and the rest in
 * 16 bits), keys and values of `tokens`, and the process itself.
 */
export function estimateServingMemory(
  facts: ModelFacts,
  quantization: Pick<Quantize, "method" | "bits" | "groupSize"> | null,
  tokens = 0,
): { weightBytes: number; cacheBytes: number; totalBytes: number } {
  const { total, linear } = facts.parameters;
  const bits = quantization === null ? 16 : bitsOf(quantization, facts.hiddenSize);
  const weightBytes = Math.round((linear * bits) / 8 + (total - linear) * 2);
  const cache = cacheBytes(facts, 2) * tokens;
  return { weightBytes, cacheBytes: cache, totalBytes: weightBytes + cache + contextBytes };
}
