import { type Args, flagOf, numberOf, textOf, textsOf } from "./args-reader";

type Json = Record<string, unknown>;

/** The recipe's `training` as far as `args.json` tells it; keys that it does not tell are undefined. */
export function trainingFrom(args: Args): Json {
  const maxSteps = numberOf(args, "max_steps");
  const tuner = tunerFrom(args);
  const targetModules = textsOf(args, "target_modules");
  return {
    tuner,
    ...(tuner !== "full" && {
      lora: {
        rank: numberOf(args, "lora_rank"),
        alpha: numberOf(args, "lora_alpha"),
        targetModules: targetModules.length > 0 ? targetModules : undefined,
      },
    }),
    turns: turnsFrom(args),
    epochs: numberOf(args, "num_train_epochs"),
    maxSteps: maxSteps !== undefined && maxSteps > 0 ? maxSteps : undefined,
    batchSize: numberOf(args, "per_device_train_batch_size"),
    gradientAccumulation: numberOf(args, "gradient_accumulation_steps"),
    learningRate: numberOf(args, "learning_rate"),
    warmupRatio: numberOf(args, "warmup_ratio"),
    loggingSteps: numberOf(args, "logging_steps"),
    evalSteps: numberOf(args, "eval_steps"),
    saveSteps: numberOf(args, "save_steps"),
    keepCheckpoints: numberOf(args, "save_total_limit"),
  };
}

/** ms-swift learns the last answer where a name begins with that, and where `swift rlhf` names nothing. */
function turnsFrom(args: Args): "last" | "all" {
  const scale = textOf(args, "loss_scale") ?? (textOf(args, "rlhf_type") === undefined ? "default" : "last_round");
  return scale.startsWith("last_round") ? "last" : "all";
}

/** The recipe's `memory` as far as `args.json` tells it. */
export function memoryFrom(args: Args): Json {
  const { deepspeed } = args;
  return {
    attention: attentionFrom(args),
    gradientCheckpointing: flagOf(args, "gradient_checkpointing"),
    deepspeed: typeof deepspeed === "object" && deepspeed !== null ? deepspeed : undefined,
    galore: flagOf(args, "use_galore")
      ? {
          rank: numberOf(args, "galore_rank"),
          quantized: flagOf(args, "galore_quantization"),
          updateProjectionEvery: numberOf(args, "galore_update_proj_gap"),
        }
      : undefined,
    sequenceParallel: numberOf(args, "sequence_parallel_size"),
    liger: flagOf(args, "use_liger_kernel"),
    teacherOffload: flagOf(args, "offload_teacher_model"),
  };
}

/** Names of version 3 (`train_type`) are understood too; a tuner that recipes do not know stays as it is, to be refused. */
function tunerFrom(args: Args): string | undefined {
  const tuner = textOf(args, "tuner_type") ?? textOf(args, "train_type");
  const isFourBit = textOf(args, "quant_method") === "bnb" && numberOf(args, "quant_bits") === 4;
  return tuner === "lora" && isFourBit ? "qlora" : tuner;
}

function attentionFrom(args: Args): string | undefined {
  const name = textOf(args, "attn_impl");
  if (name === "flash_attn") return "flash-attention-2";
  return name?.replace(/^flash_attention_/, "flash-attention-");
}
