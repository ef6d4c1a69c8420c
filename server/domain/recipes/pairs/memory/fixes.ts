import { type Message, message } from "../../../../contract/message";
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
      message: message("memory.fix-lora"),
      changes: { "training.tuner": "lora" },
    });
    if (!memory.galore)
      found.push({
        key: "galore",
        message: message("memory.fix-galore"),
        changes: { "memory.galore": { rank: 128, quantized: false, updateProjectionEvery: 50 } },
      });
  }
  if (training.tuner !== "qlora" && resources.gpus > 0)
    found.push({
      key: "qlora",
      message: message("memory.fix-qlora"),
      changes: { "training.tuner": "qlora" },
    });
  if (memory.galore && !memory.galore.quantized && resources.gpus > 0)
    found.push({
      key: "q-galore",
      message: message("memory.fix-q-galore"),
      changes: { "memory.galore": { ...memory.galore, quantized: true } },
    });
  return found;
}

function sizeCandidates({ training, memory, data }: Recipe): Candidate[] {
  const found: Candidate[] = [];
  if (!memory.gradientCheckpointing)
    found.push({
      key: "gradient-checkpointing",
      message: message("memory.fix-gradient-checkpointing"),
      changes: { "memory.gradientCheckpointing": true },
    });
  if (training.batchSize > 1)
    found.push({
      key: "batch-size",
      message: message("memory.fix-batch-size"),
      changes: {
        "training.batchSize": Math.floor(training.batchSize / 2),
        "training.gradientAccumulation": Math.ceil(
          (training.batchSize * training.gradientAccumulation) / Math.floor(training.batchSize / 2),
        ),
      },
    });
  found.push({
    key: "max-length",
    message: message("memory.fix-max-length"),
    changes: { "data.maxLength": Math.floor(data.maxLength / 2) },
  });
  if (memory.attention === "eager")
    found.push({
      key: "sdpa",
      message: message("memory.fix-sdpa"),
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
      message: message("memory.fix-cached-teacher"),
      changes: { "teacher.source": "cached" },
    });
  if (!memory.teacherOffload)
    found.push({
      key: "teacher-offload",
      message: message("memory.fix-teacher-offload"),
      changes: { "memory.teacherOffload": true },
    });
  if (logits && logits.topK === undefined)
    found.push({
      key: "top-k",
      message: message("memory.fix-top-k"),
      changes: { [`knowledge.${knowledge.indexOf(logits)}.topK`]: 64 },
    });
  return found;
}

function deviceCandidates({ resources }: Recipe): Candidate[] {
  if (resources.gpus === 0) return [];
  const deepspeed = (preset: string, said: Message): Candidate => ({
    key: preset,
    message: said,
    changes: { "memory.deepspeed": preset },
  });
  const shared =
    resources.gpus > 1
      ? [deepspeed("zero2", message("memory.fix-zero2")), deepspeed("zero3", message("memory.fix-zero3"))]
      : [];
  return [
    ...shared,
    deepspeed("zero3-offload", message("memory.fix-zero3-offload")),
    {
      key: "flash-attention-2",
      message: message("memory.fix-flash-attention-2"),
      changes: { "memory.attention": "flash-attention-2" },
    },
  ];
}
