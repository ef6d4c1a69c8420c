import { describe, expect, it } from "vitest";
import { z } from "zod";
import { recipeJsonSchema } from "../../../../server/contract/recipe/json-schema";
import { recipeSchema } from "../../../../server/contract/recipe/recipe";
import {
  readStoredRecipe,
  readStoredResources,
  recipeVersion,
} from "../../../../server/domain/recipes/stored/read-stored";
import { version1 } from "../../../../server/domain/recipes/stored/version-1";
import { enumValues, generateRecipes } from "../../../helpers/recipe-generator";
import { minimalRecipe, parsedRecipe } from "../../../helpers/recipes";

/** Every key of a JSON schema in dot form; list places and choices are left out. */
function keysOf(schema: unknown, path: string[] = []): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const node = schema as Record<string, unknown>;
  const below = Object.entries((node.properties ?? {}) as Record<string, unknown>).flatMap(([key, inner]) => [
    [...path, key].join("."),
    ...keysOf(inner, [...path, key]),
  ]);
  const choices = [node.anyOf, node.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [...new Set([...below, ...[...choices, node.items].flatMap((inner) => keysOf(inner, path))])];
}

const read = (recipe: unknown, version = recipeVersion) =>
  readStoredRecipe({ recipeJson: JSON.stringify(recipe), recipeVersion: version });

/** A recipe of version 1 that names no dtype was run in this one, and top-k left its tail free. */
const minimal = minimalRecipe();
const asOfVersion1 = parsedRecipe({
  teacher: { ...minimal.teacher, dtype: "bfloat16" },
  student: { ...minimal.student, dtype: "bfloat16" },
  knowledge: [{ kind: "logits", topKTail: "none" }],
});

describe("a stored recipe", () => {
  it("is read back as it was, whatever it asks for", () => {
    const recipes = generateRecipes(40);
    for (const recipe of recipes) expect(read(recipe)).toEqual({ ok: true, recipe });
    expect(recipes).toHaveLength(40);
  });

  it("of now has a reader for every key and choice that a recipe has now", () => {
    const now = recipeJsonSchema();
    const stored = z.toJSONSchema(version1.recipe, { io: "input" });
    expect(keysOf(stored)).toEqual(expect.arrayContaining(keysOf(now)));
    expect(enumValues(stored)).toEqual(expect.arrayContaining(enumValues(now)));
    expect(keysOf(now).length).toBeGreaterThan(80);
  });

  it("of version 1 is filled with the defaults of version 1", () => {
    expect(read(minimalRecipe(), 1)).toEqual({ ok: true, recipe: asOfVersion1 });
  });

  it("without a word on turns learned every answer in supervised training, else the last", () => {
    const turnsOf = (knowledge: unknown) => {
      const stored = read({ ...minimalRecipe(), knowledge });
      return stored.ok ? stored.recipe.training.turns : null;
    };
    expect(turnsOf([{ kind: "answers" }])).toBe("all");
    expect(turnsOf([{ kind: "answers" }, { kind: "logits" }])).toBe("last");
    expect(turnsOf([{ kind: "policy" }])).toBe("last");
  });

  it("without a word on cut answers was taught them", () => {
    const stored = read({ ...minimalRecipe(), knowledge: [{ kind: "answers" }] });
    expect(stored).toMatchObject({ ok: true, recipe: { knowledge: [{ source: "teacher", truncated: "keep" }] } });
  });

  it("is not judged by the rules and limits of now", () => {
    const recipe = parsedRecipe();
    const outdated = [
      { ...recipe, name: "- begins with no letter" },
      { ...recipe, training: { ...recipe.training, learningRate: 7 } },
      { ...recipe, resources: { ...recipe.resources, gpus: 4, gpuShare: 0.5 } },
      { ...recipe, knowledge: [...recipe.knowledge, ...recipe.knowledge] },
      { ...recipe, data: { ...recipe.data, train: [] } },
    ];
    for (const stored of outdated) {
      expect(recipeSchema.safeParse(stored).success).toBe(false);
      expect(read(stored)).toEqual({ ok: true, recipe: stored });
    }
  });

  it("loses keys that no recipe had", () => {
    expect(read({ ...minimalRecipe(), mood: "good" })).toEqual({ ok: true, recipe: asOfVersion1 });
  });

  it.each([
    ["damaged text", '{"name": "half', "recipes.damaged", {}],
    ["a text that is no object", "7", "recipes.no-recipe", {}],
    [
      "an object that is no recipe",
      JSON.stringify({ ...minimalRecipe(), student: { weights: 7 } }),
      "recipes.wrong-field",
      { field: "student.model" },
    ],
  ])("tells why it cannot be read: %s", (_, recipeJson, code, values) => {
    expect(readStoredRecipe({ recipeJson, recipeVersion })).toEqual({ ok: false, problem: { code, values } });
  });

  it("of a later version is left alone", () => {
    expect(read(minimalRecipe(), recipeVersion + 1)).toEqual({
      ok: false,
      problem: { code: "recipes.later-version", values: {} },
    });
  });
});

describe("what a stored recipe asks of its host", () => {
  it("is read apart from the rest", () => {
    expect(readStoredResources({ json: '{"gpus":2,"gpuShare":0.5}', version: 1 })).toMatchObject({ gpus: 2, nodes: 1 });
  });

  it.each(["{", '{"gpus":"two"}'])("is null where it cannot be read: %s", (json) => {
    expect(readStoredResources({ json, version: 1 })).toBeNull();
  });
});
