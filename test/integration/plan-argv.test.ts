import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import { planRecipe } from "../../server/domain/recipes/plan";
import { minimalRecipe } from "../helpers/recipes";
import { createHome, createServices } from "../helpers/services";

const engine = resolve(process.env.STILLROOM_ENGINE ?? join(import.meta.dirname, "..", "..", ".stillroom", "engine"));
const parser = join(import.meta.dirname, "..", "fixtures", "parse_argv.py");

const tuners: Partial<RecipeInput>[] = [
  { training: { tuner: "full" } },
  { training: { tuner: "lora", maxSteps: 7, extraArgs: { weight_decay: 0.01 } } },
];
const knowledge: Partial<RecipeInput>[] = [
  { knowledge: [{ kind: "answers" }] },
  { knowledge: [{ kind: "answers" }, { kind: "logits", divergence: "jsd", jsdBeta: 0.25 }] },
  { knowledge: [{ kind: "logits", topK: 64, onPolicy: 1 }] },
  { knowledge: [{ kind: "logits", divergence: "reverse-kl" }] },
];
const rest: Partial<RecipeInput>[] = [
  {
    quantize: [
      { method: "bnb", bits: 4 },
      { method: "bnb", bits: 8 },
    ],
    report: ["tensorboard"],
  },
  {
    student: { model: "Qwen/Qwen2.5-7B-Instruct", modelType: "qwen2_5", template: "qwen2_5", dtype: "float16" },
    memory: { attention: "eager", gradientCheckpointing: false },
    serve: { maxModelLen: 4096 },
    evaluate: { load: { parallel: [1, 8], requests: 10 } },
  },
];

it("every command of a plan parses with the engine's own classes, models absent", () => {
  const services = createServices(createHome(), engine);
  const argvs = tuners.flatMap((tuner) =>
    knowledge.flatMap((kinds) =>
      rest.flatMap((other) => {
        const recipe = minimalRecipe({ ...tuner, ...kinds, ...other });
        return planRecipe(services, recipe).stages.flatMap(({ commands }) => commands.map(({ argv }) => argv));
      }),
    ),
  );
  const output = execFileSync(join(engine, "venv", "bin", "python"), [parser], {
    input: JSON.stringify(argvs),
    encoding: "utf8",
    env: { ...process.env, HF_HUB_OFFLINE: "1" },
    maxBuffer: 1 << 26,
  });
  expect(argvs.length).toBeGreaterThan(100);
  expect(JSON.parse(output.trim().split("\n").at(-1) ?? "")).toEqual([]);
});
