import type { MemoryFix } from "../../../../contract/preflight";
import { knowledgeOf } from "../../../../contract/recipe/knowledge";
import { type Recipe, recipeSchema } from "../../../../contract/recipe/recipe";
import { applyChanges } from "../../apply-changes";

type Candidate = Omit<MemoryFix, "savesBytes">;

const leastShare = 0.01;

/** Changes of the recipe that stay valid and save more than 1 % of the peak, the largest first; `estimate` gives the peak of a changed recipe in bytes, null where it cannot run either. */
export function findFixes(recipe: Recipe, bytes: number, estimate: (recipe: Recipe) => number | null): MemoryFix[] {
  return candidatesOf(recipe)
    .flatMap((candidate): MemoryFix[] => {
      const changed = recipeSchema.safeParse(applyChanges(recipe, candidate.changes));
      if (!changed.success) return [];
      const savesBytes = bytes - (estimate(changed.data) ?? bytes);
      return savesBytes > leastShare * bytes ? [{ ...candidate, savesBytes }] : [];
    })
    .sort((a, b) => b.savesBytes - a.savesBytes);
}

function candidatesOf(recipe: Recipe): Candidate[] {
  return [
    ...tunerCandidates(recipe),
    ...sizeCandidates(recipe),
    ...teacherCandidates(recipe),
    ...deviceCandidates(recipe),
  ];
}

function tunerCandidates({ training, memory, resources }: Recipe): Candidate[] {
  const found: Candidate[] = [];
  if (training.tuner === "full") {
    found.push({
      key: "lora",
      message: "Train LoRA matrices instead of every weight: neither gradients nor optimizer states of the rest",
      changes: { "training.tuner": "lora" },
    });
    if (!memory.galore)
      found.push({
        key: "galore",
        message: "Project the optimizer's states to a low rank with GaLore; every weight is still trained",
        changes: { "memory.galore": { rank: 128, quantized: false, updateProjectionEvery: 50 } },
      });
  }
  if (training.tuner !== "qlora" && resources.gpus > 0)
    found.push({
      key: "qlora",
      message: "Load the student in 4 bits and train LoRA matrices on top",
      changes: { "training.tuner": "qlora" },
    });
  if (memory.galore && !memory.galore.quantized && resources.gpus > 0)
    found.push({
      key: "q-galore",
      message: "Keep GaLore's states in 8 bits",
      changes: { "memory.galore": { ...memory.galore, quantized: true } },
    });
  return found;
}

function sizeCandidates({ training, memory, data }: Recipe): Candidate[] {
  const found: Candidate[] = [];
  if (!memory.gradientCheckpointing)
    found.push({
      key: "gradient-checkpointing",
      message: "Compute activations again in the backward pass instead of keeping them; about a third slower",
      changes: { "memory.gradientCheckpointing": true },
    });
  if (training.batchSize > 1)
    found.push({
      key: "batch-size",
      message: "Halve the batch and accumulate twice as often; the optimizer sees as many rows",
      changes: {
        "training.batchSize": Math.floor(training.batchSize / 2),
        "training.gradientAccumulation": Math.ceil(
          (training.batchSize * training.gradientAccumulation) / Math.floor(training.batchSize / 2),
        ),
      },
    });
  found.push({
    key: "max-length",
    message: "Halve the longest row; longer ones are left out",
    changes: { "data.maxLength": Math.floor(data.maxLength / 2) },
  });
  if (memory.attention === "eager")
    found.push({
      key: "sdpa",
      message: "Let PyTorch compute attention without writing its maps out",
      changes: { "memory.attention": "sdpa" },
    });
  return found;
}

function teacherCandidates({ knowledge, teacher, memory }: Recipe): Candidate[] {
  const logits = knowledgeOf(knowledge, "logits");
  const found: Candidate[] = [];
  if (logits && logits.onPolicy === 0 && teacher.source === "local")
    found.push({
      key: "cached-teacher",
      message: "Make the teacher's soft labels once, before the training, and leave it out of memory",
      changes: { "teacher.source": "cached" },
    });
  if (!memory.teacherOffload)
    found.push({
      key: "teacher-offload",
      message: "Keep the teacher in host memory between its passes; slower by the copying",
      changes: { "memory.teacherOffload": true },
    });
  if (logits && logits.topK === undefined)
    found.push({
      key: "top-k",
      message: "Compare only the teacher's 64 likeliest tokens at each position",
      changes: { [`knowledge.${knowledge.indexOf(logits)}.topK`]: 64 },
    });
  return found;
}

function deviceCandidates({ resources }: Recipe): Candidate[] {
  if (resources.gpus === 0) return [];
  const deepspeed = (preset: string, message: string): Candidate => ({
    key: preset,
    message,
    changes: { "memory.deepspeed": preset },
  });
  const shared =
    resources.gpus > 1
      ? [
          deepspeed("zero2", "Share gradients and optimizer states among the GPUs"),
          deepspeed("zero3", "Share the weights too, gathered layer by layer; more traffic between the GPUs"),
        ]
      : [];
  return [
    ...shared,
    deepspeed("zero3-offload", "Keep weights and optimizer states in host memory; much slower"),
    {
      key: "flash-attention-2",
      message: "Compute attention without writing its maps out",
      changes: { "memory.attention": "flash-attention-2" },
    },
  ];
}
