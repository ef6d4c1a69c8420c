import { join } from "node:path";
import { deepspeedJson } from "../../../contract/recipe/deepspeed";
import { knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Memory } from "../../../contract/recipe/memory";
import type { Recipe } from "../../../contract/recipe/recipe";
import { fieldFlag, fieldListFlag, flag } from "../flags";

export const deepspeedFile = "deepspeed.json";

const attentionNames: Record<Memory["attention"], string> = {
  sdpa: "sdpa",
  eager: "eager",
  "flash-attention-2": "flash_attention_2",
  "flash-attention-3": "flash_attention_3",
};

/** Flags of the memory levers; DeepSpeed's JSON lies in the attempt's folder, as it is shown to people. */
export function memoryFlags({ memory, knowledge }: Recipe, directory: string): string[] {
  const { galore } = memory;
  // Re-entrant checkpointing, which ms-swift asks for on one device, makes attention maps that have no gradient.
  const comparesMaps = memory.gradientCheckpointing && knowledgeOf(knowledge, "attention") !== null;
  return [
    ...fieldFlag("memory.attention", attentionNames[memory.attention]),
    ...fieldFlag("memory.gradientCheckpointing", memory.gradientCheckpointing),
    ...(comparesMaps ? flag("gradient_checkpointing_kwargs", JSON.stringify({ use_reentrant: false })) : []),
    ...(memory.deepspeed === undefined ? [] : fieldFlag("memory.deepspeed", join(directory, deepspeedFile))),
    ...(galore === undefined
      ? []
      : [
          ...fieldFlag("memory.galore", true),
          ...fieldFlag("memory.galore.rank", galore.rank),
          ...fieldFlag("memory.galore.updateProjectionEvery", galore.updateProjectionEvery),
          ...fieldFlag("memory.galore.quantized", galore.quantized),
        ]),
    ...(memory.sequenceParallel > 1 ? fieldFlag("memory.sequenceParallel", memory.sequenceParallel) : []),
    ...(memory.liger ? fieldFlag("memory.liger", true) : []),
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
  if (tuner === "full") return fieldFlag("training.tuner", "full");
  return [
    ...fieldFlag("training.tuner", "lora"),
    ...fieldFlag("training.lora.rank", lora.rank),
    ...fieldFlag("training.lora.alpha", lora.alpha),
    ...fieldListFlag("training.lora.targetModules", lora.targetModules),
    ...(tuner === "qlora" ? [...flag("quant_method", "bnb"), ...flag("quant_bits", 4)] : []),
  ];
}
