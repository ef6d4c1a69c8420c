import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { expect, it } from "vitest";
import { recipeJsonSchema } from "../../../server/contract/recipe/json-schema";
import { minimalRecipe } from "../../helpers/recipes";

const file = join(import.meta.dirname, "..", "..", "..", "public", "recipe.schema.json");

it("public/recipe.schema.json is what the code generates", () => {
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(recipeJsonSchema());
});

it("the published schema takes a good recipe and refuses a bad one", () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(recipeJsonSchema());
  expect(validate(minimalRecipe())).toBe(true);
  expect(validate({ ...minimalRecipe(), unknown: 1 })).toBe(false);
});
