/** A program that serves models. */
export type ServeEngineDefinition = {
  /** A proper name, the same in every language. */
  name: string;
  /** The Python module that it needs beside ms-swift; null for ms-swift's own, which also runs without a GPU and batches by a flag of its own. */
  module: string | null;
  /** The environment beside the engine that has it (`stillroom setup --with`); null where none is made. */
  extra: "vllm" | null;
  /** ms-swift's name for its longest context, without dashes. */
  lengthFlag: string;
  /** Takes vLLM's arguments for weights whose format it has to be told. */
  takesVllmArguments: boolean;
};

/** Every serving engine. A new one is an entry here; the compiler then asks for its launch in the bundles. */
export const serveEngines = {
  transformers: {
    name: "Transformers",
    module: null,
    extra: null,
    lengthFlag: "max_length",
    takesVllmArguments: false,
  },
  vllm: {
    name: "vLLM",
    module: "vllm",
    extra: "vllm",
    lengthFlag: "vllm_max_model_len",
    takesVllmArguments: true,
  },
  sglang: {
    name: "SGLang",
    module: "sglang",
    extra: null,
    lengthFlag: "sglang_context_length",
    takesVllmArguments: false,
  },
  lmdeploy: {
    name: "LMDeploy",
    module: "lmdeploy",
    extra: null,
    lengthFlag: "lmdeploy_session_len",
    takesVllmArguments: false,
  },
} as const satisfies Record<string, ServeEngineDefinition>;

export type ServeEngine = keyof typeof serveEngines;
