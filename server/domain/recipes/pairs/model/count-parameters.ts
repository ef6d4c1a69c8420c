import type { ModelShape } from "./model-shape";

/** One kind of matrix in every layer, [inputs × outputs], by the module name that `target_modules` uses. */
export type LinearLayer = { name: string; inputs: number; outputs: number; hasBias: boolean };

export type ParameterCounts = {
  embedding: number;
  /** The output matrix; 0 where it is the embedding itself. */
  head: number;
  perLayer: number;
  total: number;
  /** Weights of the matrices inside the layers, which is what LoRA, GaLore and 4-bit loading work on. */
  linear: number;
  /** Weights that one token passes through; below `total` where there are experts. */
  active: number;
};

/** The matrices of one layer, without routers and experts, which LoRA leaves alone. */
export function linearLayersOf(shape: ModelShape): LinearLayer[] {
  const { hiddenSize, headDim, fused, qkvBias, outputBias, mlpBias } = shape;
  const query = shape.heads * headDim;
  const keyValue = shape.kvHeads * headDim;
  const linear = (name: string, inputs: number, outputs: number, hasBias: boolean): LinearLayer => ({
    name,
    inputs,
    outputs,
    hasBias,
  });
  const attention =
    fused === "none"
      ? [
          linear("q_proj", hiddenSize, query, qkvBias),
          linear("k_proj", hiddenSize, keyValue, qkvBias),
          linear("v_proj", hiddenSize, keyValue, qkvBias),
          linear("o_proj", query, hiddenSize, outputBias),
        ]
      : [
          linear(fused === "phi3" ? "qkv_proj" : "wqkv", hiddenSize, query + 2 * keyValue, qkvBias),
          linear(fused === "phi3" ? "o_proj" : "wo", query, hiddenSize, outputBias),
        ];
  const inner = shape.experts ? shape.experts.sharedIntermediateSize : shape.intermediateSize;
  if (inner === 0) return attention;
  const [up, gate, down] = fused === "internlm2" ? ["w3", "w1", "w2"] : ["up_proj", "gate_proj", "down_proj"];
  const entry =
    fused === "phi3"
      ? [linear("gate_up_proj", hiddenSize, 2 * inner, mlpBias)]
      : [linear(gate, hiddenSize, inner, mlpBias), linear(up, hiddenSize, inner, mlpBias)];
  return [...attention, ...entry, linear(down, inner, hiddenSize, mlpBias)];
}

/** Parameters of a decoder, counted matrix by matrix; equal to the published counts of the families that are known. */
export function countParameters(shape: ModelShape): ParameterCounts {
  const { hiddenSize, layers, experts } = shape;
  const matrices = linearLayersOf(shape);
  const dense = sum(matrices.map(({ inputs, outputs }) => inputs * outputs));
  const biases = sum(matrices.map(({ outputs, hasBias }) => (hasBias ? outputs : 0)));
  const norms = shape.norms * hiddenSize + (shape.qkNorm ? 2 * shape.headDim : 0);
  const expert = experts ? 3 * hiddenSize * experts.intermediateSize : 0;
  const router = experts ? hiddenSize * experts.count + (experts.sharedIntermediateSize > 0 ? hiddenSize : 0) : 0;
  const perLayer = dense + biases + norms + router + expert * (experts?.count ?? 0);
  const embedding = shape.vocabSize * hiddenSize;
  const head = shape.tiedEmbeddings ? 0 : embedding;
  const total = embedding + head + layers * perLayer + hiddenSize;
  return {
    embedding,
    head,
    perLayer,
    total,
    linear: layers * (dense + expert * (experts?.count ?? 0)),
    active: experts ? total - layers * expert * (experts.count - experts.perToken) : total,
  };
}

/** Parameters that LoRA of a rank adds: rank × (inputs + outputs) for each matrix it targets; `all-linear` means every one in the layers. */
export function countLoraParameters(shape: ModelShape, targetModules: readonly string[], rank: number): number {
  const targeted = linearLayersOf(shape).filter(
    ({ name }) => targetModules.includes("all-linear") || targetModules.some((target) => target.endsWith(name)),
  );
  return shape.layers * sum(targeted.map(({ inputs, outputs }) => rank * (inputs + outputs)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
