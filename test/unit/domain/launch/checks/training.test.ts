import { beforeEach, expect, it } from "vitest";
import type { RecipeInput } from "../../../../../server/contract/recipe/recipe";
import { checkTraining } from "../../../../../server/domain/launch/checks/training";
import { applyChanges } from "../../../../../server/domain/recipes/apply-changes";
import { requireRecipe } from "../../../../../server/domain/recipes/parse";
import type { Services } from "../../../../../server/domain/services";
import { writeModel } from "../../../../helpers/models";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let services: Services;
let student: RecipeInput["student"];

beforeEach(() => {
  const home = createHome();
  services = createServices(home);
  student = { model: writeModel(home, "student", {}) };
});

function check(training: RecipeInput["training"]) {
  const recipe = requireRecipe({ ...minimalRecipe(), student, training });
  const problems = checkTraining(services.paths, recipe);
  const mended = requireRecipe(applyChanges(recipe, Object.assign({}, ...problems.map(({ changes }) => changes))));
  expect(checkTraining(services.paths, mended)).toEqual([]);
  return problems.map(({ severity, code, changes }) => [`${severity} ${code}`, changes]);
}

it("refuses a learning rate that destroys the student, and offers what its way of tuning is used with", () => {
  expect(check({ learningRate: 1 })).toEqual([["error learning-rate", { "training.learningRate": 1e-4 }]]);
  expect(check({ learningRate: 0.1, tuner: "full" })).toEqual([
    ["error learning-rate", { "training.learningRate": 1e-5 }],
  ]);
});

it("warns of a high one, and lets every usual one pass", () => {
  expect(check({ learningRate: 0.02 })).toMatchObject([["warning learning-rate", {}]]);
  for (const learningRate of [5e-3, 1e-4, 1e-7]) expect(check({ learningRate })).toEqual([]);
});

function checkOnGpu(training: RecipeInput["training"], changes: Partial<RecipeInput> = {}) {
  const large = { model: "Qwen/Qwen2.5-7B-Instruct", dtype: "bfloat16" as const };
  const recipe = requireRecipe({ ...minimalRecipe(), student: large, resources: { gpus: 1 }, training, ...changes });
  return checkTraining(services.paths, recipe).map(({ severity, code, changes }) => [`${severity} ${code}`, changes]);
}

it("warns of the adapters' rate where all weights of a large student are trained", () => {
  const memory = { deepspeed: "zero2" as const };
  const warned = [["warning learning-rate", { "training.learningRate": 1e-5 }]];
  expect(checkOnGpu({ tuner: "full" }, { memory })).toEqual(warned);
  expect(checkOnGpu({ tuner: "full", learningRate: 1e-5 }, { memory })).toEqual([]);
  expect(checkOnGpu({ tuner: "lora" })).toEqual([]);
  expect(check({ tuner: "full" })).toEqual([]);
});

it("warns of bfloat16 weights that are stepped on without a copy", () => {
  const training = { tuner: "full" as const, learningRate: 1e-5 };
  expect(checkOnGpu(training)).toEqual([["warning no-master-copy", { "student.dtype": "float32" }]]);
  expect(checkOnGpu(training, { memory: { deepspeed: "zero2" } })).toEqual([]);
  expect(checkOnGpu(training, { student: { model: "Qwen/Qwen2.5-7B-Instruct", dtype: "float32" } })).toEqual([]);
  expect(checkOnGpu(training, { resources: { gpus: 0 } })).toEqual([]);
});

it("refuses adapters on modules of which the student has none", () => {
  expect(check({ lora: { targetModules: ["q_projj", "wrong.gate"] } })).toEqual([
    ["error lora-targets", { "training.lora.targetModules": ["all-linear"] }],
  ]);
  for (const targetModules of [["all-linear"], ["q_proj"], ["self_attn.v_proj", "typo"], ["lm_head"]])
    expect(check({ lora: { targetModules } })).toEqual([]);
  expect(check({ tuner: "full", lora: { targetModules: ["q_projj"] } })).toEqual([]);
});
