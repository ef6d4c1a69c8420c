import { describe, expect, it } from "vitest";
import type { MemoryEstimate } from "../../../../../server/contract/preflight";
import { type RecipeInput, recipeSchema } from "../../../../../server/contract/recipe/recipe";
import { type Capacity, estimateMemory } from "../../../../../server/domain/recipes/pairs/memory/estimate-memory";
import { readModelFacts } from "../../../../../server/domain/recipes/pairs/model/model-facts";
import measured from "../../../../fixtures/measured-memory.json";
import { memoryCases, memoryRecipe } from "../../../../helpers/memory-cases";
import { writeModel } from "../../../../helpers/models";
import { parsedRecipe } from "../../../../helpers/recipes";
import { saying } from "../../../../helpers/saying";
import { createHome, createServices } from "../../../../helpers/services";

const home = createHome();
const { paths } = createServices(home);
const gib = 2 ** 30;

const smol = {
  hidden_size: 576,
  intermediate_size: 1536,
  num_attention_heads: 9,
  num_key_value_heads: 3,
  head_dim: 64,
  vocab_size: 49152,
};
const teacher = writeModel(home, "teacher", { config: { ...smol, num_hidden_layers: 30 } });
const student = writeModel(home, "student", { config: { ...smol, num_hidden_layers: 10 } });

function capacityOf(gpus: number, gpuBytes: number): Capacity {
  const gpu = { totalBytes: gpuBytes, freeBytes: gpuBytes };
  return { totalMemoryBytes: 64 * gib, freeMemoryBytes: 32 * gib, gpus: Array.from({ length: gpus }, () => gpu) };
}

/** 72 B into 7 B on GPUs of 80 GiB. */
function estimate(changes: Partial<RecipeInput>, gpus = 1, gpuBytes = 80 * gib, longestTokens: number | null = null) {
  const recipe = parsedRecipe({
    teacher: { model: "Qwen/Qwen2.5-72B-Instruct" },
    student: { model: "Qwen/Qwen2.5-7B-Instruct" },
    resources: { gpus },
    ...changes,
  });
  return estimateMemory(paths, recipe, capacityOf(gpus, gpuBytes), longestTokens);
}

function partOf({ parts }: MemoryEstimate, key: string): number {
  return parts.find((part) => part.key === key)?.bytes ?? 0;
}

const answers = { knowledge: [{ kind: "answers" as const }] };

describe("estimateMemory against measured trainings", () => {
  it.each(memoryCases.map((entry) => [entry.name, entry] as const))("is within 15 % for %s", (name, entry) => {
    const recipe = recipeSchema.parse(memoryRecipe(entry, { teacher, student }, "train.jsonl"));
    const { estimateBytes } = estimateMemory(paths, recipe, capacityOf(0, 0));
    const peakBytes = new Map(Object.entries(measured)).get(name) ?? Number.NaN;
    expect(Math.abs((estimateBytes ?? 0) / peakBytes - 1)).toBeLessThan(0.15);
  });
});

describe("estimateMemory", () => {
  it("adds its parts up, each with a formula", () => {
    const result = estimate({ memory: { gradientCheckpointing: false } });
    expect(result.parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeCloseTo(result.estimateBytes ?? 0, -2);
    expect(result.parts.map(({ key }) => key)).toEqual([
      "base",
      "student-weights",
      "gradients",
      "optimizer",
      "activations",
      "teacher-weights",
      "teacher-activations",
    ]);
    expect(result.parts.find(({ key }) => key === "teacher-weights")?.formula).toEqual(
      saying("72.71 B parameters × 2 bytes"),
    );
  });

  it("counts no teacher where it is served, cached, or only writes answers", () => {
    const model = "Qwen/Qwen2.5-72B-Instruct";
    const cached = estimate({ teacher: { model, source: "cached" } });
    const served = estimate({
      teacher: { model, source: "server", url: "http://127.0.0.1:8000" },
      knowledge: [{ kind: "logits", topK: 20 }],
    });
    for (const result of [cached, served, estimate(answers)]) {
      expect(partOf(result, "teacher-weights") + partOf(result, "teacher-activations")).toBe(0);
    }
  });

  it("counts the student's own pass in self-distillation, and a second model only in full tuning", () => {
    const self = estimate({
      teacher: { model: "Qwen/Qwen2.5-7B-Instruct", source: "self" },
      memory: { gradientCheckpointing: false },
    });
    expect(partOf(self, "teacher-weights")).toBe(0);
    expect(partOf(self, "teacher-activations")).toBeGreaterThan(0);
    const whole = { teacher: { model: "Qwen/Qwen2.5-7B-Instruct", source: "self" as const } };
    expect(partOf(estimate({ ...whole, training: { tuner: "full" } }), "teacher-weights")).toBe(7_615_616_512 * 2);
  });

  it("loads 4-bit weights but keeps embeddings in 16 bits", () => {
    const { facts } = readModelFacts(paths, "Qwen/Qwen2.5-7B-Instruct");
    const lora = partOf(estimate({ ...answers, training: { tuner: "lora" } }), "student-weights");
    const qlora = partOf(estimate({ ...answers, training: { tuner: "qlora" } }), "student-weights");
    expect(lora - qlora).toBeCloseTo((facts?.parameters.linear ?? 0) * (2 - 4.127 / 8), -4);
  });

  it("shares by ZeRO stage", () => {
    const full = (deepspeed?: "zero2" | "zero3" | "zero3-offload") =>
      estimate({ ...answers, training: { tuner: "full" }, memory: { deepspeed } }, 8);
    const [plain, zero2, zero3, offloaded] = [full(), full("zero2"), full("zero3"), full("zero3-offload")];
    const parameters = 7_615_616_512;
    expect(partOf(plain, "optimizer")).toBe(parameters * 4);
    expect(partOf(zero2, "optimizer")).toBe((parameters * 12) / 8);
    expect(partOf(zero2, "student-weights")).toBe(parameters * 2);
    expect(partOf(zero3, "student-weights")).toBeLessThan(parameters);
    expect(partOf(offloaded, "optimizer")).toBe(0);
    expect(offloaded).toMatchObject({ verdict: "exceeds", reason: saying("host memory") });
  });

  it("keeps less for GaLore, and less still in 8 bits, but every gradient", () => {
    const of = (galore?: { rank: number; quantized: boolean }) =>
      estimate({ ...answers, training: { tuner: "full" }, memory: { galore } });
    const [whole, galore, quantized] = [of(), of({ rank: 128, quantized: false }), of({ rank: 128, quantized: true })];
    expect(partOf(galore, "optimizer")).toBeLessThan(0.2 * partOf(whole, "optimizer"));
    expect(partOf(quantized, "optimizer")).toBeLessThan(0.6 * partOf(galore, "optimizer"));
    expect(partOf(galore, "gradients")).toBe(partOf(whole, "gradients"));
  });

  it("takes the data's longest row where it is known", () => {
    const [unknown, short] = [estimate(answers), estimate(answers, 1, 80 * gib, 256)];
    expect(partOf(short, "logits")).toBe(partOf(unknown, "logits") / 8);
  });

  it("writes attention maps out for eager only", () => {
    const of = (attention: "eager" | "sdpa") =>
      partOf(estimate({ ...answers, memory: { attention, gradientCheckpointing: false } }), "activations");
    expect(of("eager") - of("sdpa")).toBe(28 * 2 * 28 * 2048 * 2048 * 6);
  });

  it("counts what the student writes on-policy", () => {
    const kinds = (onPolicy: number) => ({
      knowledge: [{ kind: "logits" as const, onPolicy, maxCompletionLength: 2048 }],
    });
    expect(partOf(estimate(kinds(1)), "activations")).toBeGreaterThan(1.5 * partOf(estimate(kinds(0)), "activations"));
  });

  it.each([
    [220 * gib, "fits"],
    [180 * gib, "tight"],
    [80 * gib, "exceeds"],
  ])("on a GPU with %d bytes free: %s", (gpuBytes, verdict) => {
    expect(estimate({}, 1, gpuBytes)).toMatchObject({ verdict, availableBytes: gpuBytes, device: "gpu" });
  });

  it("does not know where a model's shape or the GPUs are unknown, and says why", () => {
    const stranger = estimate({ student: { model: "owner/unheard-of" } });
    expect(stranger).toMatchObject({ estimateBytes: null, verdict: "unknown", fixes: [], parts: [] });
    expect(stranger.reason).toEqual(saying("owner/unheard-of"));
    const recipe = parsedRecipe({ teacher: { model: teacher }, student: { model: student }, resources: { gpus: 2 } });
    expect(estimateMemory(paths, recipe, capacityOf(1, gib))).toMatchObject({
      verdict: "unknown",
      availableBytes: null,
      reason: saying("2 GPUs"),
    });
  });
});

describe("fixes", () => {
  it("are sorted by what they save, each by more than 1 %", () => {
    const { fixes, estimateBytes } = estimate({
      training: { tuner: "full" },
      memory: { gradientCheckpointing: false },
    });
    const saved = fixes.map(({ savesBytes }) => savesBytes);
    expect(saved).toEqual([...saved].sort((a, b) => b - a));
    expect(Math.min(...saved)).toBeGreaterThan(0.01 * (estimateBytes ?? 0));
    expect(fixes.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["cached-teacher", "lora", "qlora", "galore", "gradient-checkpointing", "batch-size"]),
    );
  });

  it("keep fewer stored labels, where those of a whole step are read at once", () => {
    const cached = { model: "Qwen/Qwen2.5-72B-Instruct", source: "cached" as const };
    expect(estimate({ teacher: cached }).fixes.map(({ key }) => key)).toContain("top-k");
    expect(estimate({}).fixes.map(({ key }) => key)).not.toContain("top-k");
  });

  it("keep the rows of an optimizer step", () => {
    const fix = estimate({ training: { batchSize: 4, gradientAccumulation: 8 } }).fixes.find(
      ({ key }) => key === "batch-size",
    );
    expect(fix?.changes).toEqual({ "training.batchSize": 2, "training.gradientAccumulation": 16 });
  });

  it("leave out what the recipe's rules refuse", () => {
    const keysOf = (changes: Partial<RecipeInput>) => estimate(changes, 4).fixes.map(({ key }) => key);
    const states = [{ kind: "logits" as const }, { kind: "hidden-states" as const }];
    expect(keysOf({ knowledge: states })).not.toContain("cached-teacher");
    expect(keysOf({ knowledge: states })).not.toContain("zero3");
    expect(keysOf({ training: { tuner: "qlora" } })).not.toContain("zero3");
    expect(keysOf({ training: { tuner: "full" }, memory: { galore: { rank: 64 } } })).not.toContain("lora");
  });

  it("offload only what host memory can take", () => {
    // A teacher that is offloaded is there during its pass, so that it only helps where another moment is the largest.
    const keysOf = (model: string) =>
      estimate({ teacher: { model }, training: { tuner: "full", gradientAccumulation: 1 } }).fixes.map(
        ({ key }) => key,
      );
    expect(keysOf("Qwen/Qwen2.5-72B-Instruct")).not.toContain("teacher-offload");
    expect(keysOf("Qwen/Qwen2.5-3B-Instruct")).toContain("teacher-offload");
  });
});
