import { describe, expect, it } from "vitest";
import { readArgs } from "../../../server/engines/ms-swift/imported/output-folder";
import { recipeFromArgs } from "../../../server/engines/ms-swift/imported/recipe-from-args";
import { copyTraining } from "../../helpers/imports";

const knowledgeOf = (args: Record<string, unknown>) => recipeFromArgs({ model: "m", ...args }, "n").knowledge[0];

it("reads a GKD training as ms-swift wrote it", () => {
  const recipe = recipeFromArgs(readArgs(copyTraining("gkd")), "gkd");
  expect(recipe).toMatchObject({
    name: "gkd",
    tags: ["imported"],
    teacher: { model: "/data/models/tiny-teacher", modelType: "llama", dtype: "float32", source: "local" },
    student: { model: "/data/models/tiny-student", modelType: "llama", template: "chatml", dtype: "float32" },
    data: { train: ["sft.jsonl"], validation: ["val.jsonl"], maxLength: 128, seed: 42 },
    knowledge: [{ kind: "logits", temperature: 2, alpha: 0.3, divergence: "forward-kl", onPolicy: 0.5 }],
    training: { tuner: "full", maxSteps: 4, batchSize: 2, gradientAccumulation: 1, learningRate: 1e-5, evalSteps: 2 },
    memory: { gradientCheckpointing: true, liger: false },
    report: [],
  });
});

it.each([
  ["sft", { kind: "answers" }, { tuner: "lora", lora: { rank: 4, alpha: 32, targetModules: ["q_proj", "v_proj"] } }],
  ["dpo", { kind: "preference", method: "dpo", beta: 0.2, pairs: "own" }, { tuner: "lora" }],
  ["kto", { kind: "preference", method: "kto", pairs: "own" }, { tuner: "lora" }],
  ["grpo", { kind: "policy", coefficient: 1, generations: 2, maxCompletionLength: 8 }, { tuner: "full" }],
])("reads a real %s", (kind, knowledge, training) => {
  const recipe = recipeFromArgs(readArgs(copyTraining(kind)), kind);
  expect(recipe.knowledge).toMatchObject([knowledge]);
  expect(recipe.training).toMatchObject(training);
});

describe("knowledge", () => {
  it.each([
    [{ rlhf_type: "gkd", beta: 1 }, { divergence: "reverse-kl" }],
    [
      { rlhf_type: "gkd", beta: 0.3, gkd_logits_topk: 64 },
      { divergence: "jsd", jsdBeta: 0.3, topK: 64, temperatureScale: "none" },
    ],
  ])("of %o", (args, expected) => {
    expect(knowledgeOf(args)).toMatchObject(expected);
  });

  it("says which method has no place in a recipe", () => {
    expect(recipeFromArgs({ model: "m", rlhf_type: "orpo" }, "n").notes).toContain("ORPO");
    expect(recipeFromArgs({ model: "m", rlhf_type: "grpo" }, "n").notes).toContain("GRPO without a teacher");
  });
});

it.each([
  [{ rlhf_type: "gkd" }, { source: "self", model: "m" }],
  [
    { rlhf_type: "gkd", gkd_logits_topk: 20, teacher_model_server: "http://host:8000" },
    { source: "server", model: "unknown" },
  ],
  [{}, { source: "local", model: "unknown" }],
])("finds the teacher of %o", (args, teacher) => {
  expect(recipeFromArgs({ model: "m", ...args }, "n").teacher).toMatchObject(teacher);
});

it("reads 4-bit LoRA, GaLore, DeepSpeed and version 3's names", () => {
  const quantized = { tuner_type: "lora", quant_method: "bnb", quant_bits: 4 };
  expect(recipeFromArgs({ model: "m", ...quantized }, "n").training.tuner).toBe("qlora");
  const deepspeed = { zero_optimization: { stage: 2 } };
  const old = { train_type: "full", deepspeed, attn_impl: "flash_attn", global_world_size: 8 };
  expect(recipeFromArgs({ model: "m", ...old }, "n")).toMatchObject({
    training: { tuner: "full" },
    memory: { deepspeed, attention: "flash-attention-2" },
    resources: { gpus: 8 },
  });
  const galore = { tuner_type: "full", use_galore: true, galore_rank: 16, galore_quantization: false };
  expect(recipeFromArgs({ model: "m", ...galore }, "n").memory.galore).toMatchObject({ rank: 16, quantized: false });
});

it("leaves out what recipes do not allow and names it", () => {
  const recipe = recipeFromArgs({ model: "m", tuner_type: "adalora", save_steps: 0.25, eval_steps: null }, "../ n");
  expect(recipe).toMatchObject({ name: "n", training: { tuner: "lora", saveSteps: 50 } });
  expect(recipe.notes).toContain("training.tuner, training.saveSteps");
});

it("keeps the rest where several teachers were served", () => {
  const teacher_model_server = '[{"url": "http://a:1", "tags": ["x"]}]';
  const recipe = recipeFromArgs({ model: "m", rlhf_type: "gkd", gkd_logits_topk: 20, teacher_model_server }, "n");
  expect(recipe).toMatchObject({ student: { model: "m" }, teacher: { source: "local" }, knowledge: [{ topK: 20 }] });
  expect(recipe.notes).toContain("teacher.url");
});

it("knows only the name where there are no arguments", () => {
  const recipe = recipeFromArgs(null, "log");
  expect(recipe).toMatchObject({ name: "log", teacher: { model: "unknown" }, student: { model: "unknown" } });
  expect(recipe.notes).toContain("without args.json");
});
