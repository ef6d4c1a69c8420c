import type { z } from "zod";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Resources } from "../../../contract/recipe/resources";
import type { StoredRecipe } from "../../../contract/recipe/stored";
import { version1 } from "./version-1";

type Reader = { recipe: z.ZodType<Recipe>; resources: z.ZodType<Resources> };

/** How recipes of each version are read; a change that gives what is stored another meaning adds a reader. */
const readers: Record<number, Reader> = { 1: version1 };

/** The version that recipes are stored with now. */
export const recipeVersion = 1;

type Stored = { recipeJson: string; recipeVersion: number };

/** A stored recipe by the reader of its version: today's rules do not judge it again. Never throws. */
export function readStoredRecipe(stored: Stored): StoredRecipe {
  const reader = readers[stored.recipeVersion];
  if (reader === undefined) return { ok: false, problem: message("recipes.later-version") };
  const value = parseJson(stored.recipeJson);
  if (value === undefined) return { ok: false, problem: message("recipes.damaged") };
  const { data, error } = reader.recipe.safeParse(value);
  if (error === undefined) return { ok: true, recipe: data };
  const field = error.issues[0]?.path.map(String).join(".") ?? "";
  const problem = field === "" ? message("recipes.no-recipe") : message("recipes.wrong-field", { field });
  return { ok: false, problem };
}

/** What a stored recipe asks of its host, from that part of it alone; null where it cannot be read. */
export function readStoredResources({ json, version }: { json: string; version: number }): Resources | null {
  return readers[version]?.resources.safeParse(parseJson(json)).data ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
