import { describe, expect, it } from "vitest";
import { type RecipeInput, recipeSchema } from "../../../server/contract/recipe/recipe";
import { minimalRecipe } from "../../helpers/recipes";

const teacher = { model: "owner/teacher" };

function pathsOf(changes: Partial<RecipeInput>): string[] {
  const result = recipeSchema.safeParse(minimalRecipe(changes));
  return result.success ? [] : result.error.issues.map(({ path }) => path.join("."));
}

const refused: [string, Partial<RecipeInput>, string][] = [
  ["preference beside logits", { knowledge: [{ kind: "preference" }, { kind: "logits" }] }, "knowledge.0.kind"],
  [
    "hidden states of a served teacher",
    { teacher: { ...teacher, source: "server", url: "http://x" }, knowledge: [{ kind: "hidden-states" }] },
    "teacher.source",
  ],
  ["attention without its maps", { knowledge: [{ kind: "attention" }] }, "memory.attention"],
  [
    "hidden states under ZeRO-3",
    { knowledge: [{ kind: "hidden-states" }], memory: { deepspeed: "zero3" } },
    "memory.deepspeed",
  ],
  [
    "own ZeRO-3 JSON with hidden states",
    { knowledge: [{ kind: "hidden-states" }], memory: { deepspeed: { zero_optimization: { stage: 3 } } } },
    "memory.deepspeed",
  ],
  [
    "all turns where the student writes the last one",
    { knowledge: [{ kind: "logits", onPolicy: 0.5 }], training: { turns: "all" } },
    "training.turns",
  ],
  [
    "all turns of preference pairs",
    { knowledge: [{ kind: "preference" }], training: { turns: "all" } },
    "training.turns",
  ],
  ["liger with logits", { memory: { liger: true } }, "memory.liger"],
  [
    "stored labels on policy",
    { teacher: { ...teacher, source: "cached" }, knowledge: [{ kind: "logits", onPolicy: 0.5 }] },
    "knowledge.0.onPolicy",
  ],
  [
    "stored labels without logits",
    { teacher: { ...teacher, source: "cached" }, knowledge: [{ kind: "answers" }] },
    "teacher.source",
  ],
  [
    "a server without address",
    { teacher: { ...teacher, source: "server" }, knowledge: [{ kind: "logits", topK: 20 }] },
    "teacher.url",
  ],
  ["a server without top-k", { teacher: { ...teacher, source: "server", url: "http://x" } }, "knowledge.0.topK"],
  ["self-distillation from another model", { teacher: { ...teacher, source: "self" } }, "teacher.model"],
  ["two teachers in memory", { teachers: [{ name: "b", model: "owner/b", train: ["b.jsonl"] }] }, "teacher.source"],
  [
    "a teacher without data",
    { teacher: { ...teacher, source: "cached" }, teachers: [{ name: "b", model: "owner/b" }] },
    "teachers.0.train",
  ],
  ["GaLore with LoRA", { training: { tuner: "lora" }, memory: { galore: {} } }, "training.tuner"],
  ["QLoRA under ZeRO-3", { training: { tuner: "qlora" }, memory: { deepspeed: "zero3" } }, "memory.deepspeed"],
  [
    "sequence parallelism with logits",
    { memory: { sequenceParallel: 2 }, resources: { gpus: 2 } },
    "memory.sequenceParallel",
  ],
  [
    "sequence parallelism beyond the GPUs",
    { knowledge: [{ kind: "answers" }], memory: { sequenceParallel: 4 }, resources: { gpus: 2 } },
    "resources.gpus",
  ],
  ["a share of two GPUs", { resources: { gpus: 2, gpuShare: 0.5 } }, "resources.gpuShare"],
  [
    "generations that do not divide the batch",
    { knowledge: [{ kind: "policy", generations: 3 }] },
    "knowledge.0.generations",
  ],
  ["AWQ with 8 bits", { quantize: [{ method: "awq", bits: 8 }] }, "quantize.0.bits"],
  [
    "no teacher to offload",
    { knowledge: [{ kind: "answers" }], memory: { teacherOffload: true } },
    "memory.teacherOffload",
  ],
  ["a maximum below the minimum", { serve: { replicas: { min: 3, max: 2 } } }, "serve.replicas.max"],
];

describe("combinations", () => {
  it.each(refused)("refuses %s at the key to change", (_, changes, path) => {
    expect(pathsOf(changes)).toContain(path);
  });

  it("takes each kind of knowledge by itself, and the three that make one loss together", () => {
    expect(pathsOf({ knowledge: [{ kind: "preference", method: "kto" }] })).toEqual([]);
    expect(pathsOf({ knowledge: [{ kind: "policy" }] })).toEqual([]);
    const together: RecipeInput["knowledge"] = [{ kind: "logits" }, { kind: "hidden-states" }, { kind: "attention" }];
    expect(pathsOf({ knowledge: together, memory: { attention: "eager" } })).toEqual([]);
  });
});
