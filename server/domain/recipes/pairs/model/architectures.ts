/** What differs between the decoder families beside their sizes, as transformers builds them. */
export type Architecture = {
  /** Bias of the query, key and value projections, and of the output projection. */
  qkvBias: boolean | "config";
  outputBias: boolean | "config";
  /** Vectors of `hiddenSize` per layer that scale a normalisation. */
  norms: 2 | 4;
  /** One more normalisation per head of queries and keys. */
  qkNorm: boolean;
  /** Query, key and value in one matrix; in Phi-3 gate and up too. */
  fused: "none" | "phi3" | "internlm2";
  tied: boolean;
  headDim: number | null;
};

const plain: Architecture = {
  qkvBias: "config",
  outputBias: "config",
  norms: 2,
  qkNorm: false,
  fused: "none",
  tied: false,
  headDim: null,
};
const architectures: Record<string, Architecture> = {
  llama: plain,
  mistral: { ...plain, qkvBias: false, outputBias: false },
  mixtral: { ...plain, qkvBias: false, outputBias: false },
  qwen2: { ...plain, qkvBias: true, outputBias: false },
  qwen2_moe: { ...plain, qkvBias: true, outputBias: false },
  qwen3: { ...plain, qkNorm: true, headDim: 128 },
  qwen3_moe: { ...plain, qkNorm: true },
  gemma: { ...plain, tied: true, headDim: 256 },
  gemma2: { ...plain, norms: 4, tied: true, headDim: 256 },
  gemma3_text: { ...plain, norms: 4, qkNorm: true, tied: true, headDim: 256 },
  phi3: { ...plain, qkvBias: false, outputBias: false, fused: "phi3" },
  internlm2: { ...plain, fused: "internlm2" },
};

/** What is known of a `model_type`; null for others. */
export function findArchitecture(modelType: string): Architecture | null {
  return Object.hasOwn(architectures, modelType) ? (architectures[modelType] ?? null) : null;
}
