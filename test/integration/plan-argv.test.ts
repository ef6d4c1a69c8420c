import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { recipeJsonSchema } from "../../server/contract/recipe/json-schema";
import { planRecipe } from "../../server/domain/launch/plan";
import { enumValues, generateRecipes, scalarsOf } from "../helpers/recipe-generator";
import { createHome, createServices } from "../helpers/services";

const engine = resolve(process.env.STILLROOM_ENGINE ?? join(import.meta.dirname, "..", "..", ".stillroom", "engine"));
const parser = join(import.meta.dirname, "..", "fixtures", "parse_argv.py");

const recipes = generateRecipes(600);

it("the generated recipes cover every value of every enumeration", () => {
  const used = new Set(recipes.flatMap((recipe) => scalarsOf(recipe)));
  const missing = enumValues(recipeJsonSchema()).filter((value) => !used.has(value));
  expect(recipes.length).toBe(600);
  expect(missing).toEqual([]);
});

it("every command of their plans parses with the engine's own classes, models absent", () => {
  const services = createServices(createHome(), engine);
  const lines = recipes.flatMap((recipe) =>
    planRecipe(services, recipe).stages.flatMap(({ commands }) => commands.map(({ argv }) => JSON.stringify(argv))),
  );
  const argvs = [...new Set(lines)];
  const output = execFileSync(join(engine, "venv", "bin", "python"), [parser], {
    input: `[${argvs.join(",")}]`,
    encoding: "utf8",
    env: { ...process.env, HF_HUB_OFFLINE: "1" },
    maxBuffer: 1 << 28,
  });
  expect(argvs.length).toBeGreaterThan(1000);
  expect(JSON.parse(output.trim().split("\n").at(-1) ?? "")).toEqual([]);
});
