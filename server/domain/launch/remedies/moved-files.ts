import { existsSync, type Stats, statSync } from "node:fs";
import { basename, isAbsolute, join, relative } from "node:path";
import { eq } from "drizzle-orm";
import { digests } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Mend } from "../../../contract/remedy";
import { namesIn } from "../../../platform/names-in";
import { isInside, type Paths } from "../../../platform/paths";
import { digestPath } from "../../pipeline/stages/content-digest";
import { resolveReference } from "../../recipes/resolve";
import type { Services } from "../../services";

type Place = { field: string; reference: string };
type Found = { path: string; isFolder: boolean; sizeBytes: number };

const mostEntries = 4_000;
const mostDepth = 4;
const notSearched = new Set(["node_modules", "runs", "engine", "logs", "venv"]);

/** Changes that name files and models of a recipe where they are now, for those that are not where the recipe has them: by name, and by content where a file got another name. */
export function findMoved(services: Services, recipe: Recipe): Mend[] {
  const { paths } = services;
  const gone = ({ reference }: Place) => {
    const path = resolveReference(paths, reference);
    return isAbsolute(path) && !existsSync(path);
  };
  const files = dataPlaces(recipe).filter(gone);
  const models = modelPlaces(recipe).filter(gone);
  if (files.length + models.length === 0) return [];
  const found = searchRoots(paths);
  return [
    ...files.flatMap((place) => mendFile(services, place, found)),
    ...models.flatMap((place) => mendModel(paths, place, found)),
  ];
}

function dataPlaces({ data, teachers }: Recipe): Place[] {
  const list = (field: string, references: readonly string[]) =>
    references.map((reference, index) => ({ field: `${field}.${index}`, reference }));
  return [
    ...list("data.train", data.train),
    ...list("data.validation", data.validation),
    ...data.evaluation.map(({ path }, index) => ({ field: `data.evaluation.${index}.path`, reference: path })),
    ...teachers.flatMap(({ train }, number) => list(`teachers.${number}.train`, train)),
  ];
}

function modelPlaces({ teacher, teachers, student }: Recipe): Place[] {
  return [
    ...(teacher.source === "server" ? [] : [{ field: "teacher.model", reference: teacher.model }]),
    ...teachers.map(({ model }, index) => ({ field: `teachers.${index}.model`, reference: model })),
    { field: "student.model", reference: student.model },
  ];
}

function mendFile(services: Services, { field, reference }: Place, found: readonly Found[]): Mend[] {
  const known = services.db
    .select()
    .from(digests)
    .where(eq(digests.path, resolveReference(services.paths, reference)))
    .get();
  const isSame = ({ path, isFolder, sizeBytes }: Found) =>
    !isFolder && known?.sizeBytes === sizeBytes && digestPath(services.db, path)?.digest === known.digest;
  const place =
    found.find(isSame) ?? found.find(({ path, isFolder }) => !isFolder && basename(path) === basename(reference));
  if (place === undefined) return [];
  const path = asReference(services.paths, place.path);
  return [{ message: message("mends.new-place", { path }), changes: { [field]: path } }];
}

function mendModel(paths: Paths, { field, reference }: Place, found: readonly Found[]): Mend[] {
  const place = found.find(({ path, isFolder }) => isFolder && basename(path) === basename(reference) && isModel(path));
  if (place === undefined) return [];
  const path = asReference(paths, place.path);
  return [{ message: message("mends.model-place", { path }), changes: { [field]: path } }];
}

function isModel(folder: string): boolean {
  return existsSync(join(folder, "config.json"));
}

/** How a recipe names a path: within the project or the home relative to it. */
function asReference(paths: Paths, path: string): string {
  const root = [paths.home, paths.project].find((each) => isInside(path, [each]));
  const reference = root === undefined ? path : relative(root, path);
  return resolveReference(paths, reference) === path ? reference : path;
}

/** What lies where data and models may lie, nearest first and bounded in number and depth. */
function searchRoots(paths: Paths): Found[] {
  const others = paths.roots.filter((root) => root !== paths.project && root !== paths.home);
  const starts = [join(paths.home, "data"), paths.models, join(paths.project, "public", "samples"), ...others];
  const found: Found[] = [];
  let level = starts.filter((folder) => existsSync(folder));
  for (let depth = 0; depth < mostDepth && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      for (const name of (namesIn(folder) ?? []).sort()) {
        if (found.length >= mostEntries) return found;
        if (name.startsWith(".") || notSearched.has(name)) continue;
        const path = join(folder, name);
        const stats = statsOf(path);
        if (stats === null) continue;
        found.push({ path, isFolder: stats.isDirectory(), sizeBytes: stats.size });
        if (stats.isDirectory()) next.push(path);
      }
    }
    level = next;
  }
  return found;
}

/** Null where nothing is there, or a link leads to itself. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
