import { z } from "zod";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Resources } from "../../../contract/recipe/resources";

/*
 * Recipes as version 1 stored them. Nothing here follows the contract: a rule or limit that is added later says nothing
 * about a run that was started before, and a default that changes later was another one then. Where the contract changes
 * so that these no longer fit its type, the compiler asks for the translation.
 */

const texts = z.array(z.string()).default([]);
const extraArgs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({});

const model = {
  model: z.string(),
  modelType: z.string().optional(),
  template: z.string().optional(),
  dtype: z.enum(["auto", "float32", "float16", "bfloat16"]).default("bfloat16"),
  trustRemoteCode: z.boolean().default(false),
};

const teacher = z.object({
  ...model,
  source: z.enum(["local", "server", "cached", "self"]).default("local"),
  url: z.string().optional(),
  adapters: texts,
  tags: texts,
});

const extraTeacher = z.object({ ...model, name: z.string(), train: texts, url: z.string().optional(), tags: texts });

const columnRoles = [
  "messages",
  "system",
  "prompt",
  "input",
  "answer",
  "rejected",
  "label",
  "history",
  "text",
] as const;

const data = z.object({
  train: z.array(z.string()),
  validation: texts,
  evaluation: z
    .array(z.object({ name: z.string(), path: z.string(), format: z.enum(["qa"]).default("qa") }))
    .default([]),
  columns: z.partialRecord(z.enum(columnRoles), z.string()).optional(),
  badRows: z.enum(["refuse", "leaveOut"]).default("refuse"),
  maxLength: z.number().default(2048),
  seed: z.number().default(42),
});

const logits = z.object({
  kind: z.literal("logits"),
  temperature: z.number().default(2),
  temperatureScale: z.enum(["squared", "none"]).default("squared"),
  alpha: z.number().default(0.3),
  divergence: z.enum(["forward-kl", "reverse-kl", "jsd"]).default("forward-kl"),
  jsdBeta: z.number().default(0.5),
  topK: z.number().optional(),
  topKTail: z.enum(["bucket", "none"]).default("none"),
  onPolicy: z.number().default(0),
  maxCompletionLength: z.number().default(128),
});

/** What a recipe without the key was run with. */
const truncated = z.enum(["leaveOut", "keep"]).default("keep");

const knowledge = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("answers"),
    source: z.enum(["teacher", "own"]).default("teacher"),
    maxTokens: z.number().default(256),
    temperature: z.number().default(0),
    truncated,
  }),
  logits,
  z.object({
    kind: z.literal("hidden-states"),
    weight: z.number().default(0.1),
    layers: z.union([z.literal("uniform"), z.array(z.tuple([z.number(), z.number()]))]).default("uniform"),
    normalize: z.boolean().default(true),
  }),
  z.object({ kind: z.literal("attention"), weight: z.number().default(0.1) }),
  z.object({
    kind: z.literal("preference"),
    method: z.enum(["dpo", "kto"]).default("dpo"),
    beta: z.number().default(0.1),
    pairs: z.enum(["teacher-student", "own"]).default("teacher-student"),
    maxTokens: z.number().default(256),
    temperature: z.number().default(0),
    truncated,
  }),
  z.object({
    kind: z.literal("policy"),
    coefficient: z.number().default(1),
    generations: z.number().default(4),
    temperature: z.number().default(1),
    maxCompletionLength: z.number().default(128),
  }),
]);

const training = z.object({
  tuner: z.enum(["lora", "qlora", "full"]).default("lora"),
  lora: z
    .object({
      rank: z.number().default(8),
      alpha: z.number().default(32),
      targetModules: z.array(z.string()).default(["all-linear"]),
    })
    .prefault({}),
  turns: z.enum(["last", "all"]).optional(),
  epochs: z.number().default(3),
  maxSteps: z.number().optional(),
  batchSize: z.number().default(2),
  gradientAccumulation: z.number().default(8),
  learningRate: z.number().default(1e-4),
  warmupRatio: z.number().default(0.05),
  loggingSteps: z.number().default(1),
  evalSteps: z.number().default(50),
  saveSteps: z.number().default(50),
  keepCheckpoints: z.number().default(2),
  extraArgs,
});

const memory = z.object({
  attention: z.enum(["sdpa", "eager", "flash-attention-2", "flash-attention-3"]).default("sdpa"),
  gradientCheckpointing: z.boolean().default(true),
  deepspeed: z
    .union([z.enum(["zero2", "zero2-offload", "zero3", "zero3-offload"]), z.record(z.string(), z.unknown())])
    .optional(),
  galore: z
    .object({
      rank: z.number().default(128),
      quantized: z.boolean().default(false),
      updateProjectionEvery: z.number().default(50),
    })
    .optional(),
  sequenceParallel: z.number().default(1),
  liger: z.boolean().default(false),
  teacherOffload: z.boolean().default(false),
});

const quantize = z.object({
  method: z.enum(["gptq", "awq", "bnb", "fp8"]),
  bits: z.union([z.literal(4), z.literal(8)]).default(4),
  groupSize: z.union([z.literal(-1), z.number()]).default(128),
  samples: z.number().default(256),
});

const serve = z.object({
  engine: z.enum(["transformers", "vllm", "sglang", "lmdeploy"]).default("transformers"),
  use: z.enum(["interactive", "throughput", "agents", "ascend"]).default("interactive"),
  maxModelLen: z.number().optional(),
  replicas: z.object({ min: z.number().default(1), max: z.number().default(2) }).prefault({}),
  extraArgs,
});

const evaluate = z.object({
  subjects: z.union([z.literal("all"), z.array(z.string())]).default("all"),
  metrics: z
    .array(z.enum(["answer-match", "exact-match", "rouge-l"]))
    .default(["answer-match", "exact-match", "rouge-l"]),
  load: z.object({ parallel: z.array(z.number()).default([1]), requests: z.number().default(20) }).prefault({}),
  samples: z.number().default(3),
  generation: z.object({ maxTokens: z.number().default(64), temperature: z.number().default(0) }).prefault({}),
});

const demand = {
  cpus: z.number().optional(),
  memoryMb: z.number().optional(),
  timeLimitMinutes: z.number().optional(),
};

const stageKinds = z.enum([
  "teacher-inference",
  "preference-pairs",
  "soft-labels",
  "distill",
  "quantize",
  "evaluate",
  "serve",
]);

const resources = z.object({
  executor: z.enum(["local", "ray", "slurm"]).default("local"),
  gpus: z.number().default(0),
  gpuShare: z.number().optional(),
  ...demand,
  nodes: z.number().default(1),
  stages: z.partialRecord(stageKinds, z.object({ gpus: z.number().optional(), ...demand })).default({}),
  priority: z.number().default(0),
});

const range = z.object({
  min: z.number(),
  max: z.number(),
  scale: z.enum(["linear", "log"]).default("linear"),
  points: z.number().optional(),
});

const sweep = z.object({
  parameters: z.record(z.string(), z.union([z.array(z.unknown()), range])),
  search: z.enum(["grid", "random"]).default("grid"),
  trials: z.number().default(10),
  seed: z.number().default(1),
  repeats: z.number().default(1),
  earlyStop: z
    .union([
      z.literal("off"),
      z.object({
        rule: z.literal("median").default("median"),
        key: z.enum(["eval_loss", "eval_loss_ce", "loss"]).default("eval_loss"),
        minSteps: z.number().default(10),
        minTrials: z.number().default(2),
      }),
    ])
    .default("off"),
});

const keys = z.object({
  name: z.string(),
  notes: z.string().default(""),
  tags: texts,
  teacher,
  teachers: z.array(extraTeacher).default([]),
  student: z.object(model),
  data,
  knowledge: z.array(knowledge).default([logits.parse({ kind: "logits" })]),
  training: training.prefault({}),
  memory: memory.prefault({}),
  quantize: z.array(quantize).default([]),
  quantizeGate: z.enum(["settled", "off"]).default("settled"),
  serve: serve.prefault({}),
  evaluate: evaluate.prefault({}),
  resources: resources.prefault({}),
  report: z.array(z.enum(["tensorboard", "wandb", "swanlab"])).default([]),
  sweep: sweep.optional(),
});

/** Without the key supervised training learned every answer, all others the last. */
const recipe = keys.transform((read) => {
  const isSupervised = read.knowledge.every(({ kind }) => kind === "answers");
  const { turns = isSupervised ? "all" : "last" } = read.training;
  return { ...read, training: { ...read.training, turns } };
});

/** A recipe of version 1 and what it asks of its host alone, as the types of now; keys that no recipe had are dropped. */
export const version1: { recipe: z.ZodType<Recipe>; resources: z.ZodType<Resources> } = { recipe, resources };
