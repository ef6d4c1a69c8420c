import type { Quantize } from "../../../../contract/recipe/quantize";
import { quantizeMethods } from "../../../../contract/recipe/quantize-methods/registry";
import type { ModelFacts } from "../model/model-facts";
import { cacheBytes } from "./activations";

/** A CUDA context with its libraries; not measured here. */
const contextBytes = 0.5e9;

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
  const bits =
    quantization === null
      ? 16
      : quantizeMethods[quantization.method].weightBits({ ...quantization, rowLength: facts.hiddenSize });
  const weightBytes = Math.round((linear * bits) / 8 + (total - linear) * 2);
  const cache = cacheBytes(facts, 2) * tokens;
  return { weightBytes, cacheBytes: cache, totalBytes: weightBytes + cache + contextBytes };
}
