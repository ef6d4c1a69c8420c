import { zeroFacts } from "../../../../contract/recipe/deepspeed";
import { type Knowledge, knowledgeOf } from "../../../../contract/recipe/knowledge";
import type { Method } from "../../../../contract/recipe/knowledge-kinds";
import { isGkd, methodOf } from "../../../../contract/recipe/method";
import type { Recipe } from "../../../../contract/recipe/recipe";
import { demandOf, trainingDevices } from "../../../../contract/recipe/resources";
import { countLoraParameters } from "../model/count-parameters";
import type { ModelFacts } from "../model/model-facts";

/** What decides the memory of a training, read from the recipe once. Everything counts for one device. */
export type Setup = {
  recipe: Recipe;
  method: Method;
  device: "cpu" | "gpu";
  devices: number;
  student: ModelFacts;
  /** Parameters that LoRA adds; 0 in full tuning. */
  lora: number;
  /** The teacher whose forward pass runs in this process; `isOwnModel`: the student with its LoRA switched off. */
  teacher: { facts: ModelFacts; isOwnModel: boolean; isOffloaded: boolean } | null;
  /** Sequences in one pass; DPO and KTO put two of each row through. */
  batch: number;
  /** Tokens of one sequence on one device. */
  sequence: number;
  /** Tokens of one pass on one device. */
  tokens: number;
  zero: ReturnType<typeof zeroFacts>;
};

/** True when the training itself has to run the teacher, so that its size matters. */
export function runsTeacher(recipe: Recipe): boolean {
  const isDistribution = isGkd(recipe.knowledge) || methodOf(recipe.knowledge) === "grpo";
  return isDistribution && (recipe.teacher.source === "local" || recipe.teacher.source === "self");
}

/** Tokens that the student writes itself during training; 0 where it only reads. */
export function completionLength(knowledge: readonly Knowledge[]): number {
  const logits = knowledgeOf(knowledge, "logits");
  const policy = knowledgeOf(knowledge, "policy");
  return policy?.maxCompletionLength ?? (logits && logits.onPolicy > 0 ? logits.maxCompletionLength : 0);
}

/** `longestTokens`: the longest row of the data, where it is known; without it every row may be as long as `data.maxLength`. */
export function setUp(
  recipe: Recipe,
  facts: { student: ModelFacts; teacher: ModelFacts | null },
  longestTokens: number | null,
): Setup {
  const { training, memory, resources, data } = recipe;
  const method = methodOf(recipe.knowledge);
  const row = Math.min(data.maxLength, longestTokens ?? data.maxLength) + completionLength(recipe.knowledge);
  const batch = training.batchSize * (method === "dpo" || method === "kto" ? 2 : 1);
  const sequence = Math.ceil(row / memory.sequenceParallel);
  const device = demandOf(resources, "distill").gpus > 0 ? "gpu" : "cpu";
  return {
    recipe,
    method,
    device,
    devices: trainingDevices(resources),
    student: facts.student,
    lora:
      training.tuner === "full"
        ? 0
        : countLoraParameters(facts.student, training.lora.targetModules, training.lora.rank),
    teacher:
      facts.teacher === null || !runsTeacher(recipe)
        ? null
        : {
            facts: facts.teacher,
            // Full tuning changes the student itself, so that the engine loads an untouched copy.
            isOwnModel: recipe.teacher.source === "self" && training.tuner !== "full",
            isOffloaded: memory.teacherOffload && device === "gpu",
          },
    batch,
    sequence,
    tokens: batch * sequence,
    zero: zeroFacts(memory.deepspeed),
  };
}

/**
 * On a CPU the allocator keeps what passes have freed, while the chunks of the distillation loss are too large for it and come
 * on top.
 */
export function keepsFreed({ device, method }: Setup): boolean {
  return device === "cpu" && method === "gkd";
}
