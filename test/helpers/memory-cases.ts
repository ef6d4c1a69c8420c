import type { RecipeInput } from "../../server/contract/recipe/recipe";

/** A training whose memory is measured by `test/bench/memory.ts` and held against the estimate. */
export type MemoryCase = {
  name: string;
  tuner: "full" | "lora";
  batchSize: number;
  length: number;
  /** With the teacher in memory (GKD), or without (supervised on answers). */
  teacher: boolean;
  variant: keyof typeof variants;
};

/** What a case changes beside size, tuner and teacher. */
const variants = {
  plain: {},
  kept: { memory: { gradientCheckpointing: false } },
  jsd: { divergence: "jsd" },
  "reverse-kl": { divergence: "reverse-kl" },
  "top-k": { topK: 64 },
  accumulated: { gradientAccumulation: 2 },
  eager: { memory: { attention: "eager", gradientCheckpointing: false } },
  galore: { memory: { galore: { rank: 128 } } },
} as const;

const crossed: MemoryCase[] = [true, false].flatMap((teacher) =>
  (["full", "lora"] as const).flatMap((tuner) =>
    [1, 8].flatMap((batchSize) => [128, 512].map((length) => caseOf(tuner, batchSize, length, teacher))),
  ),
);

export const memoryCases: MemoryCase[] = [
  ...crossed,
  caseOf("full", 8, 128, true, "kept"),
  caseOf("full", 8, 128, false, "kept"),
  caseOf("full", 4, 512, false, "kept"),
  caseOf("full", 2, 512, true, "jsd"),
  caseOf("full", 2, 512, true, "reverse-kl"),
  caseOf("full", 2, 512, true, "top-k"),
  caseOf("full", 2, 512, true, "accumulated"),
  caseOf("lora", 2, 512, false, "eager"),
  caseOf("full", 1, 128, false, "galore"),
];

function caseOf(
  tuner: MemoryCase["tuner"],
  batchSize: number,
  length: number,
  teacher: boolean,
  variant: MemoryCase["variant"] = "plain",
): MemoryCase {
  const name = `${tuner}-${batchSize}x${length}-${teacher ? "teacher" : "alone"}-${variant}`;
  return { name, tuner, batchSize, length, teacher, variant };
}

/** The recipe of a case: three steps in fp32 on the CPU. */
export function memoryRecipe(
  entry: MemoryCase,
  models: { teacher: string; student: string },
  rows: string,
): RecipeInput {
  const { memory, divergence, topK, gradientAccumulation } = { ...none, ...variants[entry.variant] };
  const model = { modelType: "llama", template: "chatml", dtype: "float32" as const };
  return {
    name: entry.name,
    teacher: { model: models.teacher, ...model },
    student: { model: models.student, ...model },
    data: { train: [rows], maxLength: entry.length },
    knowledge: [entry.teacher ? { kind: "logits", divergence, topK } : { kind: "answers" }],
    training: { tuner: entry.tuner, batchSize: entry.batchSize, gradientAccumulation, maxSteps: 3 },
    memory,
  };
}

const none = { memory: {}, divergence: "forward-kl", topK: undefined, gradientAccumulation: 1 } as const;
