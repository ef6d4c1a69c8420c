import { type RecipeInput, recipeSchema } from "../../server/contract/recipe/recipe";
import { randomFrom } from "./random";
import { minimalRecipe } from "./recipes";

type Options = Record<string, readonly unknown[]>;

/** Values to choose from by recipe key in dot form; undefined leaves the key out. */
const options: Options = {
  knowledge: [
    [{ kind: "answers" }],
    [{ kind: "answers", source: "own" }],
    [
      { kind: "answers", temperature: 0.7, truncated: "keep" },
      { kind: "logits", divergence: "jsd", jsdBeta: 0.25 },
    ],
    [{ kind: "logits", topK: 64, topKTail: "none" }],
    [{ kind: "logits", divergence: "reverse-kl", onPolicy: 0.5, temperatureScale: "none" }],
    [{ kind: "logits", divergence: "forward-kl", onPolicy: 1, topK: 20 }],
    [{ kind: "logits" }, { kind: "hidden-states" }],
    [{ kind: "hidden-states", layers: [[1, 3]], normalize: false }],
    [{ kind: "attention", weight: 1 }],
    [{ kind: "answers" }, { kind: "logits" }, { kind: "hidden-states" }, { kind: "attention" }],
    [{ kind: "preference", method: "dpo", pairs: "teacher-student" }],
    [{ kind: "preference", method: "kto", pairs: "own" }],
    [{ kind: "preference", method: "kto", pairs: "teacher-student", beta: 0.5 }],
    [{ kind: "policy", generations: 2 }],
  ],
  "teacher.source": ["local", "local", "cached", "server", "self"],
  "teacher.modelType": [undefined, "llama"],
  "teacher.dtype": ["auto", "float32", "float16", "bfloat16"],
  "teacher.adapters": [[], ["adapters/a"]],
  "student.dtype": ["auto", "float32", "float16", "bfloat16"],
  "student.template": [undefined, "chatml"],
  "data.validation": [[], ["validation.jsonl"]],
  "data.columns": [undefined, undefined, { prompt: "asked", answer: "reply" }],
  "data.badRows": ["refuse", "refuse", "leaveOut"],
  "training.tuner": ["lora", "qlora", "full"],
  "training.extraArgs": [{}, { weight_decay: 0.01 }],
  "training.maxSteps": [undefined, 7],
  "training.turns": ["last", "last", "all"],
  "memory.attention": ["sdpa", "eager", "flash-attention-2", "flash-attention-3"],
  "memory.gradientCheckpointing": [true, false],
  "memory.deepspeed": [
    undefined,
    undefined,
    "zero2",
    "zero2-offload",
    "zero3",
    "zero3-offload",
    { zero_optimization: { stage: 1 } },
  ],
  "memory.galore": [undefined, undefined, { rank: 64 }, { rank: 32, quantized: true, updateProjectionEvery: 10 }],
  "memory.sequenceParallel": [1, 1, 1, 2],
  "memory.liger": [false, false, true],
  "memory.teacherOffload": [false, false, true],
  "resources.executor": ["local", "local", "ray", "slurm"],
  "resources.nodes": [1, 1, 2],
  "resources.stages": [{}, { distill: { gpus: 2, cpus: 4 }, quantize: { gpus: 1, memoryMb: 4096 } }],
  "resources.gpus": [0, 1, 4],
  "resources.gpuShare": [undefined, undefined, 0.5],
  "resources.priority": [0, 10, -10],
  quantize: [
    [],
    [
      { method: "bnb", bits: 4 },
      { method: "bnb", bits: 8 },
    ],
    [{ method: "gptq", bits: 4, groupSize: -1, samples: 16 }],
    [
      { method: "gptq", bits: 8 },
      { method: "awq", bits: 4 },
      { method: "fp8", bits: 8 },
    ],
  ],
  quantizeGate: ["settled", "off"],
  "serve.engine": ["transformers", "vllm", "sglang", "lmdeploy"],
  "serve.use": ["interactive", "throughput", "agents", "ascend"],
  "serve.maxModelLen": [undefined, 4096],
  "evaluate.subjects": ["all", ["student"]],
  "evaluate.metrics": [["answer-match"], ["exact-match", "rouge-l"]],
  report: [[], ["tensorboard"], ["wandb", "swanlab"]],
  sweep: [
    undefined,
    undefined,
    { "training.learningRate": [1e-4, 2e-4] },
    {
      parameters: { "training.warmupRatio": { min: 0, max: 0.1 }, "training.epochs": [1, 2] },
      search: "random",
      earlyStop: { rule: "median", key: "eval_loss" },
    },
    { parameters: { "training.lora.rank": [4, 8] }, search: "grid", repeats: 2, earlyStop: { key: "loss" } },
    { parameters: { "training.warmupRatio": [0, 0.1] }, earlyStop: { key: "eval_loss_ce" } },
    { parameters: { "data.maxLength": [64, 128] }, earlyStop: "off" },
  ],
};

/** At least `count` valid recipes, the same on every call: random choices of every key, those that the schema refuses left out. */
export function generateRecipes(count: number): RecipeInput[] {
  const random = randomFrom(20);
  const valid: RecipeInput[] = [];
  for (let tries = 0; valid.length < count && tries < count * 200; tries += 1) {
    const candidate = generateOne(random);
    const result = recipeSchema.safeParse(candidate);
    if (result.success) valid.push(result.data);
  }
  return valid;
}

const dtypes = ["float16", "float32", "bfloat16"];

function generateOne(random: () => number): unknown {
  const recipe = structuredClone(minimalRecipe()) as Record<string, unknown>;
  for (const [key, values] of Object.entries(options)) {
    const value = values[Math.floor(random() * values.length)];
    if (value !== undefined) setAt(recipe, key.split("."), structuredClone(value));
  }
  const source = (recipe.teacher as { source: string }).source;
  if (source === "self") setAt(recipe, ["teacher", "model"], (recipe.student as { model: string }).model);
  if (source === "server") setAt(recipe, ["teacher", "url"], "http://teacher:8000");
  if (source === "server" && random() < 0.5) {
    setAt(recipe, ["teacher", "tags"], ["law"]);
    setAt(recipe, ["teachers"], [{ name: "code", model: "owner/coder", url: "http://coder:8000", tags: ["code"] }]);
  }
  if (source === "cached" && random() < 0.5)
    setAt(
      recipe,
      ["teachers"],
      [
        {
          name: "code",
          model: "owner/coder",
          train: ["code.jsonl"],
          dtype: dtypes[Math.floor(random() * dtypes.length)],
        },
      ],
    );
  return recipe;
}

function setAt(root: Record<string, unknown>, path: string[], value: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    root[key] = value;
    return;
  }
  root[key] ??= {};
  setAt(root[key] as Record<string, unknown>, rest, value);
}

/** Every value of an enumeration in the recipe's JSON schema as `key=value`, list places left out of the key. */
export function enumValues(schema: unknown, path: string[] = []): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const node = schema as Record<string, unknown>;
  const name = path.join(".");
  const own = [...(Array.isArray(node.enum) ? node.enum : []), ...("const" in node ? [node.const] : [])];
  const below = Object.entries((node.properties ?? {}) as Record<string, unknown>).flatMap(([key, inner]) =>
    enumValues(inner, [...path, key]),
  );
  const alternatives = [node.anyOf, node.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [
    ...own.map((value) => `${name}=${String(value)}`),
    ...below,
    ...alternatives.flatMap((inner) => enumValues(inner, path)),
    ...enumValues(node.items, path),
  ];
}

/** Every scalar of a recipe in the same form. */
export function scalarsOf(value: unknown, path: string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => scalarsOf(inner, path));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => scalarsOf(inner, [...path, key]));
  return [`${path.join(".")}=${String(value)}`];
}
