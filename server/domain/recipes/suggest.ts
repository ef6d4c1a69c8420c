import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { CachedModel } from "../../contract/files";
import type { Recipe } from "../../contract/recipe/recipe";
import type { Paths } from "../../platform/paths";
import type { Services } from "../services";
import { listCachedModels } from "./files/cached-models";
import { parseRecipe, readRecipeText } from "./parse";
import { resolveReference } from "./resolve";

type Suggestions = {
  models: { path: string; label: string; sizeBytes: number }[];
  /** Those that programs of the hubs have downloaded. */
  cachedModels: CachedModel[];
  data: { path: string; label: string; rows: number | null }[];
  demoRecipe: Recipe | null;
};

/** What a new recipe may start from: model folders in STILLROOM_HOME and in the caches of the hubs, the sample files, the demo recipe when its pair is here. */
export async function suggestInputs({ paths }: Services): Promise<Suggestions> {
  const cachedModels = await listCachedModels(paths);
  return { models: listModels(paths), cachedModels, data: listData(paths), demoRecipe: readDemoRecipe(paths) };
}

/** The demo recipe of this installation, or null when its models have not been made. */
export function readDemoRecipe(paths: Paths): Recipe | null {
  const file = join(paths.project, "public", "samples", "demo.yaml");
  if (!existsSync(file)) return null;
  const { recipe } = parseRecipe(readRecipeText(readFileSync(file, "utf8")));
  const isHere = (reference: string) => existsSync(join(resolveReference(paths, reference), "config.json"));
  return recipe && isHere(recipe.teacher.model) && isHere(recipe.student.model) ? recipe : null;
}

function listModels(paths: Paths) {
  return readdirSync(paths.models).flatMap((name) => {
    const folder = join(paths.models, name);
    if (name.startsWith(".") || !existsSync(join(folder, "config.json"))) return [];
    const sizeBytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    return [{ path: `models/${name}`, label: name, sizeBytes }];
  });
}

const countedBytes = 8 * 2 ** 20;

function listData(paths: Paths) {
  return [join(paths.project, "public", "samples"), join(paths.home, "data")].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /\.(jsonl?|ndjson|csv|tsv|parquet|txt)(\.gz)?$/.test(name))
          .map((name) => describeData(paths, join(folder, name)))
      : [],
  );
}

function describeData(paths: Paths, file: string) {
  const root = file.startsWith(paths.home) ? paths.home : paths.project;
  const isCounted = file.endsWith(".jsonl") && statSync(file).size <= countedBytes;
  const rows = isCounted
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "").length
    : null;
  const path = relative(root, file);
  return { path, label: path, rows };
}
