import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { hubs } from "../../../contract/exports";
import type { Recipe } from "../../../contract/recipe/recipe";
import { namesIn } from "../../../platform/names-in";
import { mayRead, type Paths } from "../../../platform/paths";
import { resolveReference } from "../resolve";
import { isWholeModel, snapshotsOf } from "./caches";

/** The same as `resolveReference` for a model; a hub id whose files lie whole in a hub's cache, in an allowed folder, is that folder. */
export function resolveModel(paths: Paths, reference: string, env: NodeJS.ProcessEnv = process.env): string {
  const path = resolveReference(paths, reference);
  return isAbsolute(path) ? path : (findCachedFolder(paths, path, env) ?? path);
}

/** How a recipe's references become paths: those of its models by `resolveModel`, data by `resolveReference`. */
export function resolverOf(paths: Paths, recipe: Pick<Recipe, "teacher" | "teachers" | "student">) {
  const models = new Set([recipe.teacher, ...recipe.teachers, recipe.student].map(({ model }) => model));
  return (reference: string) =>
    models.has(reference) ? resolveModel(paths, reference) : resolveReference(paths, reference);
}

function findCachedFolder(paths: Paths, model: string, env: NodeJS.ProcessEnv): string | null {
  for (const hub of hubs) {
    const snapshots = snapshotsOf(hub, model, env);
    if (!existsSync(snapshots)) continue;
    const whole = listSnapshots(snapshots).find((folder) => mayRead(paths, folder) && isWholeFolder(folder));
    if (whole !== undefined) return whole;
  }
  return null;
}

/** The one that `main` stands for first, then the newest. */
function listSnapshots(snapshots: string): string[] {
  const main = mainOf(dirname(snapshots));
  const found = (namesIn(snapshots) ?? []).map((name) => join(snapshots, name));
  const rank = (folder: string) => (basename(folder) === main ? Number.POSITIVE_INFINITY : changedAtMs(folder));
  return found.sort((a, b) => rank(b) - rank(a));
}

function mainOf(model: string): string | null {
  try {
    return readFileSync(join(model, "refs", "main"), "utf8").trim();
  } catch {
    return null;
  }
}

/** Links that lead nowhere do not count as files. */
function isWholeFolder(folder: string): boolean {
  return isWholeModel((namesIn(folder) ?? []).filter((name) => existsSync(join(folder, name))));
}

function changedAtMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
