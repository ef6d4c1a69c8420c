import { join } from "node:path";
import { deepspeedJson } from "../../../contract/recipe/deepspeed";
import type { Memory } from "../../../contract/recipe/memory";
import type { Recipe } from "../../../contract/recipe/recipe";
import { flag, listFlag } from "../flags";

export const deepspeedFile = "deepspeed.json";

const attentionNames: Record<Memory["attention"], string> = {
  sdpa: "sdpa",
  eager: "eager",
  "flash-attention-2": "flash_attention_2",
  "flash-attention-3": "flash_attention_3",
};

/** Flags of the memory levers; DeepSpeed's JSON lies in the attempt's folder, as it is shown to people. */
export function memoryFlags({ memory }: Recipe, directory: string): string[] {
  const { galore } = memory;
  return [
    ...flag("attn_impl", attentionNames[memory.attention]),
    ...flag("gradient_checkpointing", memory.gradientCheckpointing),
    ...(memory.deepspeed === undefined ? [] : flag("deepspeed", join(directory, deepspeedFile))),
    ...(galore === undefined
      ? []
      : [
          ...flag("use_galore", true),
          ...flag("galore_rank", galore.rank),
          ...flag("galore_update_proj_gap", galore.updateProjectionEvery),
          ...flag("galore_quantization", galore.quantized),
        ]),
    ...(memory.sequenceParallel > 1 ? flag("sequence_parallel_size", memory.sequenceParallel) : []),
    ...(memory.liger ? flag("use_liger_kernel", true) : []),
  ];
}

/** The file that `--deepspeed` names, by relative path; none without DeepSpeed. */
export function deepspeedFiles({ memory }: Recipe): Record<string, string> {
  if (memory.deepspeed === undefined) return {};
  return { [deepspeedFile]: `${JSON.stringify(deepspeedJson(memory.deepspeed), null, 2)}\n` };
}

/** Flags of full, LoRA and QLoRA tuning (arXiv:2106.09685, arXiv:2305.14314). */
export function tunerFlags({ training }: Recipe): string[] {
  const { tuner, lora } = training;
  if (tuner === "full") return flag("tuner_type", "full");
  return [
    ...flag("tuner_type", "lora"),
    ...flag("lora_rank", lora.rank),
    ...flag("lora_alpha", lora.alpha),
    ...listFlag("target_modules", lora.targetModules),
    ...(tuner === "qlora" ? [...flag("quant_method", "bnb"), ...flag("quant_bits", 4)] : []),
  ];
}
