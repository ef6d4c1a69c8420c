import type { DeepspeedPreset } from "./memory";

type Json = Record<string, unknown>;

const onCpu = { device: "cpu", pin_memory: true };

const zero2: Json = {
  stage: 2,
  allgather_partitions: true,
  allgather_bucket_size: 2e8,
  overlap_comm: false,
  reduce_scatter: true,
  reduce_bucket_size: 2e8,
  contiguous_gradients: true,
};

const zero3: Json = {
  stage: 3,
  overlap_comm: false,
  contiguous_gradients: true,
  sub_group_size: 1e9,
  reduce_bucket_size: "auto",
  stage3_prefetch_bucket_size: "auto",
  stage3_param_persistence_threshold: "auto",
  stage3_max_live_parameters: 1e9,
  stage3_max_reuse_distance: 1e9,
  stage3_gather_16bit_weights_on_model_save: true,
};

const zeroOf: Record<DeepspeedPreset, Json> = {
  zero2,
  "zero2-offload": { ...zero2, offload_optimizer: onCpu },
  zero3,
  "zero3-offload": { ...zero3, offload_optimizer: onCpu, offload_param: onCpu },
};

/** The DeepSpeed JSON of a preset, or the recipe's own as it is; "auto" values are filled in by the trainer. */
export function deepspeedJson(deepspeed: DeepspeedPreset | Json): Json {
  if (typeof deepspeed !== "string") return deepspeed;
  return {
    fp16: {
      enabled: "auto",
      loss_scale: 0,
      loss_scale_window: 1000,
      initial_scale_power: 16,
      hysteresis: 2,
      min_loss_scale: 1,
    },
    bf16: { enabled: "auto" },
    zero_optimization: zeroOf[deepspeed],
    gradient_accumulation_steps: "auto",
    gradient_clipping: "auto",
    steps_per_print: 2000,
    train_batch_size: "auto",
    train_micro_batch_size_per_gpu: "auto",
    wall_clock_breakdown: false,
  };
}

/** ZeRO stage and what is offloaded, read from a preset or a JSON of one's own; stage 0 without DeepSpeed. */
export function zeroFacts(deepspeed: DeepspeedPreset | Json | undefined): {
  stage: number;
  offloadsOptimizer: boolean;
  offloadsParameters: boolean;
} {
  const zero = deepspeed === undefined ? undefined : deepspeedJson(deepspeed).zero_optimization;
  const facts = typeof zero === "object" && zero !== null ? Object.fromEntries(Object.entries(zero)) : {};
  return {
    stage: typeof facts.stage === "number" ? facts.stage : 0,
    offloadsOptimizer: isOnCpu(facts.offload_optimizer),
    offloadsParameters: isOnCpu(facts.offload_param),
  };
}

function isOnCpu(value: unknown): boolean {
  return typeof value === "object" && value !== null && "device" in value && value.device !== "none";
}
