import { z } from "zod";
import { type Message, message } from "../../../../contract/message";
import { type Architecture, findArchitecture } from "./architectures";

const count = z.int().positive();

/** The keys of `config.json` that decide how large a decoder is, by the names that transformers uses. */
const configSchema = z.looseObject({
  model_type: z.string(),
  num_hidden_layers: count,
  hidden_size: count,
  intermediate_size: count,
  num_attention_heads: count,
  num_key_value_heads: count.nullish(),
  head_dim: count.nullish(),
  vocab_size: count,
  max_position_embeddings: count.nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  attention_bias: z.boolean().nullish(),
  mlp_bias: z.boolean().nullish(),
  bias: z.boolean().nullish(),
  moe_intermediate_size: count.nullish(),
  shared_expert_intermediate_size: count.nullish(),
  num_experts: count.nullish(),
  num_local_experts: count.nullish(),
  num_experts_per_tok: count.nullish(),
  decoder_sparse_step: count.nullish(),
  mlp_only_layers: z.array(z.int()).nullish(),
  final_logit_softcapping: z.number().nullish(),
  quantization_config: z.looseObject({ quant_method: z.string(), bits: count.nullish() }).nullish(),
});
type Config = z.infer<typeof configSchema>;

/** Sizes of a decoder; `experts` is null for a dense one, `maxPositions` where the configuration does not tell. */
export type ModelShape = {
  modelType: string;
  layers: number;
  hiddenSize: number;
  intermediateSize: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  vocabSize: number;
  maxPositions: number | null;
  tiedEmbeddings: boolean;
  /** Logits are capped after the output layer. */
  capsLogits: boolean;
  qkvBias: boolean;
  outputBias: boolean;
  mlpBias: boolean;
  norms: Architecture["norms"];
  qkNorm: boolean;
  fused: Architecture["fused"];
  experts: { count: number; perToken: number; intermediateSize: number; sharedIntermediateSize: number } | null;
  /** How the weights of the folder are stored, where they are quantised. */
  quantized: { method: string; bits: number } | null;
};

/** The shape that a `config.json` describes, or the reason why it cannot be told: nothing is guessed. */
export function shapeOfConfig(config: unknown): { shape: ModelShape; reason: null } | { shape: null; reason: Message } {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) {
    const keys = [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))];
    return { shape: null, reason: message("models.keys-missing", { keys: keys.join(", ") }) };
  }
  const family = findArchitecture(parsed.data.model_type);
  if (family === null)
    return { shape: null, reason: message("models.architecture", { type: parsed.data.model_type ?? "?" }) };
  const { mlp_only_layers: denseLayers, decoder_sparse_step: sparseStep } = parsed.data;
  if ((denseLayers?.length ?? 0) > 0 || (sparseStep ?? 1) > 1)
    return { shape: null, reason: message("models.mixed-experts") };
  const { quantization_config: quantization } = parsed.data;
  if (quantization && bitsOf(quantization) === null)
    return { shape: null, reason: message("models.quantised", { method: quantization.quant_method }) };
  return { shape: shapeOf(parsed.data, family), reason: null };
}

/** Bits of a stored weight; each method says it in its own way. */
function bitsOf(quantization: NonNullable<Config["quantization_config"]>): number | null {
  switch (quantization.quant_method) {
    case "bitsandbytes":
      return quantization.load_in_8bit === true ? 8 : 4;
    case "fp8":
    case "fbgemm_fp8":
      return 8;
    default:
      return quantization.bits ?? null;
  }
}

function shapeOf(config: Config, family: Architecture): ModelShape {
  const bias = config.attention_bias ?? config.bias ?? false;
  const { hidden_size: hiddenSize, num_attention_heads: heads, quantization_config: quantization } = config;
  return {
    modelType: config.model_type,
    layers: config.num_hidden_layers,
    hiddenSize,
    intermediateSize: config.intermediate_size,
    heads,
    kvHeads: config.num_key_value_heads ?? heads,
    headDim: config.head_dim ?? family.headDim ?? Math.floor(hiddenSize / heads),
    vocabSize: config.vocab_size,
    maxPositions: config.max_position_embeddings ?? null,
    tiedEmbeddings: config.tie_word_embeddings ?? family.tied,
    capsLogits: config.final_logit_softcapping != null,
    qkvBias: family.qkvBias === "config" ? bias : family.qkvBias,
    outputBias: family.outputBias === "config" ? bias : family.outputBias,
    mlpBias: config.mlp_bias ?? false,
    norms: family.norms,
    qkNorm: family.qkNorm,
    fused: family.fused,
    experts: expertsOf(config),
    quantized: quantization ? { method: quantization.quant_method, bits: bitsOf(quantization) ?? 16 } : null,
  };
}

function expertsOf(config: Config): ModelShape["experts"] {
  const experts = config.num_experts ?? config.num_local_experts ?? 0;
  if (experts <= 1) return null;
  return {
    count: experts,
    perToken: config.num_experts_per_tok ?? 1,
    intermediateSize: config.moe_intermediate_size ?? config.intermediate_size,
    sharedIntermediateSize: config.shared_expert_intermediate_size ?? 0,
  };
}
