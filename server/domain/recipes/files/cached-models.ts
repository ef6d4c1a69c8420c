import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { CachedModel } from "../../../contract/files";
import { mayRead, type Paths } from "../../../platform/paths";
import { hasAllWeights, huggingFaceCache, modelScopeCache } from "../hub/caches";

const stalePartMs = 10 * 60_000;
/** Folders within ModelScope's cache that are no owners. */
const noOwner = /^(\.|_|hub$|models$|datasets$|temp$|ast_indexer)/;

/** Models in the caches of Hugging Face and ModelScope, named as on the hub. Looks at names and sizes only: nothing is read before a person allows it. */
export async function listCachedModels(paths: Paths, env: NodeJS.ProcessEnv = process.env): Promise<CachedModel[]> {
  const found = await Promise.all([
    inHuggingFace(huggingFaceCache(env)),
    inScopeSnapshots(join(modelScopeCache(env), "models")),
    ...modelScopeFolders(env).map(inModelScope),
  ]);
  const places = new Map(found.flat().map((place) => [place.path, place]));
  const models = await Promise.all([...places.values()].map((place) => weigh(paths, place)));
  return models.filter((model) => model !== null).sort((a, b) => a.hubId.localeCompare(b.hubId, "en"));
}

type Place = { hubId: string; path: string; blobs: string | null };

/** Its layout has changed over time, with and without `hub` and `models` in between. */
function modelScopeFolders(env: NodeJS.ProcessEnv): string[] {
  const cache = modelScopeCache(env);
  return [cache, join(cache, "models"), join(cache, "hub"), join(cache, "hub", "models")];
}

async function inHuggingFace(cache: string): Promise<Place[]> {
  const names = (await namesIn(cache)).filter((name) => name.startsWith("models--"));
  const places = await Promise.all(
    names.map(async (name): Promise<Place[]> => {
      const path = await newestIn(join(cache, name, "snapshots"));
      const hubId = name.slice("models--".length).split("--").join("/");
      return path === null ? [] : [{ hubId, path, blobs: join(cache, name, "blobs") }];
    }),
  );
  return places.flat();
}

/** As ModelScope's programs of today lay it out: `owner--name/snapshots/revision`. */
async function inScopeSnapshots(base: string): Promise<Place[]> {
  const names = (await namesIn(base)).filter((name) => name.includes("--") && !name.startsWith("models--"));
  const places = await Promise.all(
    names.map(async (name): Promise<Place[]> => {
      const path = await newestIn(join(base, name, "snapshots"));
      return path === null ? [] : [{ hubId: name.replace("--", "/"), path, blobs: null }];
    }),
  );
  return places.flat();
}

async function inModelScope(base: string): Promise<Place[]> {
  const owners = (await namesIn(base)).filter((name) => !noOwner.test(name) && !name.startsWith("models--"));
  const places = await Promise.all(
    owners.map(async (owner) =>
      (await namesIn(join(base, owner)))
        .filter((name) => !name.startsWith("."))
        // A dot in a name is written as three underscores.
        .map(
          (name): Place => ({
            hubId: `${owner}/${name.replaceAll("___", ".")}`,
            path: join(base, owner, name),
            blobs: null,
          }),
        ),
    ),
  );
  return places.flat();
}

async function weigh(paths: Paths, { hubId, path, blobs }: Place): Promise<CachedModel | null> {
  const names = await namesIn(path);
  if (!names.includes("config.json")) return null;
  const sizes = await Promise.all(
    names.map(async (name) => ({ name, bytes: (await stat(join(path, name)).catch(() => null))?.size ?? null })),
  );
  const there = sizes.flatMap(({ name, bytes }) => (bytes === null ? [] : [name]));
  const isLoading = names.some(isPart) || (blobs !== null && (await hasNewPart(blobs)));
  return {
    ...{ hubId, path },
    sizeBytes: sizes.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    isComplete: !isLoading && (hasAllWeights(there) || there.some((name) => name.endsWith(".gguf"))),
    isOutside: !mayRead(paths, path),
  };
}

function isPart(name: string): boolean {
  return name.endsWith(".incomplete");
}

/** A download that was killed leaves its part behind for good; one that is under way writes to it. */
async function hasNewPart(folder: string): Promise<boolean> {
  const parts = (await namesIn(folder)).filter(isPart);
  const times = await Promise.all(
    parts.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.mtimeMs),
  );
  return times.some((changedAtMs) => changedAtMs !== undefined && Date.now() - changedAtMs < stalePartMs);
}

async function newestIn(folder: string): Promise<string | null> {
  const paths = (await namesIn(folder)).map((name) => join(folder, name));
  const times = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => null))?.mtimeMs ?? 0));
  return paths[times.indexOf(Math.max(...times))] ?? null;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}
