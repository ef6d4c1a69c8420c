/**
 * Sizes of models that people distil most, from their published `config.json`: [layers, hidden, intermediate, heads,
 * key-value heads, head size, vocabulary rows, tied embeddings, positions]. Vision models are left out.
 */
type Row = readonly [number, number, number, number, number, number, number, boolean, number];

const qwen2: Record<string, Row> = {
  "0.5B": [24, 896, 4864, 14, 2, 64, 151936, true, 32768],
  "1.5B": [28, 1536, 8960, 12, 2, 128, 151936, true, 32768],
  "3B": [36, 2048, 11008, 16, 2, 128, 151936, true, 32768],
  "7B": [28, 3584, 18944, 28, 4, 128, 152064, false, 32768],
  "14B": [48, 5120, 13824, 40, 8, 128, 152064, false, 32768],
  "32B": [64, 5120, 27648, 40, 8, 128, 152064, false, 32768],
  "72B": [80, 8192, 29568, 64, 8, 128, 152064, false, 32768],
};

const qwen3: Record<string, Row> = {
  "0.6B": [28, 1024, 3072, 16, 8, 128, 151936, true, 40960],
  "1.7B": [28, 2048, 6144, 16, 8, 128, 151936, true, 40960],
  "4B": [36, 2560, 9728, 32, 8, 128, 151936, true, 40960],
  "8B": [36, 4096, 12288, 32, 8, 128, 151936, false, 40960],
  "14B": [40, 5120, 17408, 40, 8, 128, 151936, false, 40960],
  "32B": [64, 5120, 25600, 64, 8, 128, 151936, false, 40960],
};

const llama8b: Row = [32, 4096, 14336, 32, 8, 128, 128256, false, 131072];
const llama70b: Row = [80, 8192, 28672, 64, 8, 128, 128256, false, 131072];
const mistral7b = (rows: number): Row => [32, 4096, 14336, 32, 8, 128, rows, false, 32768];

type Entry = { pattern: RegExp; modelType: string; rows: Record<string, Row> };

/** Hub ids: the first group of a pattern is the key of its rows. Sizes that a repository shares with another are listed once. */
const entries: Entry[] = [
  {
    pattern: /^Qwen\/Qwen2\.5-(?:Coder-)?(\d+(?:\.\d)?B)(?:-Instruct)?$/,
    modelType: "qwen2",
    rows: qwen2,
  },
  { pattern: /^Qwen\/Qwen3-(\d+(?:\.\d)?B)(?:-Base)?$/, modelType: "qwen3", rows: qwen3 },
  {
    pattern: /^meta-llama\/(?:Meta-)?Llama-3\.[13]-(8B|70B)(?:-Instruct)?$/,
    modelType: "llama",
    rows: { "8B": llama8b, "70B": llama70b },
  },
  {
    pattern: /^meta-llama\/Llama-3\.2-(1B|3B)(?:-Instruct)?$/,
    modelType: "llama",
    rows: {
      "1B": [16, 2048, 8192, 32, 8, 64, 128256, true, 131072],
      "3B": [28, 3072, 8192, 24, 8, 128, 128256, true, 131072],
    },
  },
  {
    pattern: /^HuggingFaceTB\/SmolLM2-(135M|360M|1\.7B)(?:-Instruct)?$/,
    modelType: "llama",
    rows: {
      "135M": [30, 576, 1536, 9, 3, 64, 49152, true, 8192],
      "360M": [32, 960, 2560, 15, 5, 64, 49152, true, 8192],
      "1.7B": [24, 2048, 8192, 32, 32, 64, 49152, true, 8192],
    },
  },
  {
    pattern: /^google\/gemma-2-(2b|9b|27b)(?:-it)?$/,
    modelType: "gemma2",
    rows: {
      "2b": [26, 2304, 9216, 8, 4, 256, 256000, true, 8192],
      "9b": [42, 3584, 14336, 16, 8, 256, 256000, true, 8192],
      "27b": [46, 4608, 36864, 32, 16, 128, 256000, true, 8192],
    },
  },
  {
    pattern: /^google\/gemma-3-(270m|1b)(?:-it|-pt)?$/,
    modelType: "gemma3_text",
    rows: {
      "270m": [18, 640, 2048, 4, 1, 256, 262144, true, 32768],
      "1b": [26, 1152, 6912, 4, 1, 256, 262144, true, 32768],
    },
  },
  {
    pattern: /^mistralai\/Mistral-7B-(?:Instruct-)?v(0\.[123])$/,
    modelType: "mistral",
    rows: { "0.1": mistral7b(32000), "0.2": mistral7b(32000), "0.3": mistral7b(32768) },
  },
  {
    pattern: /^microsoft\/(Phi-3-mini|Phi-3\.5-mini|Phi-4-mini)(?:-\d+k)?-instruct$/,
    modelType: "phi3",
    rows: {
      "Phi-3-mini": [32, 3072, 8192, 32, 32, 96, 32064, false, 4096],
      "Phi-3.5-mini": [32, 3072, 8192, 32, 32, 96, 32064, false, 131072],
      "Phi-4-mini": [32, 3072, 8192, 24, 8, 128, 200064, true, 131072],
    },
  },
  {
    pattern: /^internlm\/internlm2_5-(1_8b|7b|20b)(?:-chat)?$/,
    modelType: "internlm2",
    rows: {
      "1_8b": [24, 2048, 8192, 16, 8, 128, 92544, false, 32768],
      "7b": [32, 4096, 14336, 32, 8, 128, 92544, false, 32768],
      "20b": [48, 6144, 16384, 48, 8, 128, 92544, false, 32768],
    },
  },
  {
    pattern: /^deepseek-ai\/DeepSeek-R1-Distill-Qwen-(\d+(?:\.\d)?B)$/,
    modelType: "qwen2",
    rows: { ...qwen2, "1.5B": [28, 1536, 8960, 12, 2, 128, 151936, false, 131072] },
  },
  {
    pattern: /^deepseek-ai\/DeepSeek-R1-Distill-Llama-(8B|70B)$/,
    modelType: "llama",
    rows: { "8B": llama8b, "70B": llama70b },
  },
];

/** The published configuration of a well-known hub id, by the keys of `config.json`; null for others. */
export function findHubConfig(hubId: string): Record<string, unknown> | null {
  for (const { pattern, modelType, rows } of entries) {
    const row = rows[pattern.exec(hubId)?.[1] ?? ""];
    if (row === undefined) continue;
    const [layers, hidden, intermediate, heads, kvHeads, headDim, vocabulary, tied, positions] = row;
    return {
      model_type: modelType,
      num_hidden_layers: layers,
      hidden_size: hidden,
      intermediate_size: intermediate,
      num_attention_heads: heads,
      num_key_value_heads: kvHeads,
      head_dim: headDim,
      vocab_size: vocabulary,
      tie_word_embeddings: tied,
      max_position_embeddings: positions,
    };
  }
  return null;
}
