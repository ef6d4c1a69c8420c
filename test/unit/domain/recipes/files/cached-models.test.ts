import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { allowableFor, allowFolder } from "../../../../../server/domain/recipes/files/allow-folder";
import { listCachedModels } from "../../../../../server/domain/recipes/files/cached-models";
import { createServices } from "../../../../helpers/services";

function write(path: string, text = "12345") {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function makeCaches() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "stillroom-caches-")));
  const hub = join(root, "hf", "hub");
  const model = join(hub, "models--Qwen--Qwen2.5-0.5B");
  const snapshot = join(model, "snapshots", "0123abc");
  mkdirSync(snapshot, { recursive: true });
  for (const name of ["config.json", "model.safetensors"]) {
    write(join(model, "blobs", name));
    symlinkSync(join("..", "..", "blobs", name), join(snapshot, name));
  }
  write(join(hub, "models--half--one", "snapshots", "1", "config.json"));
  write(join(hub, "models--half--one", "blobs", "ff.incomplete"));
  write(join(hub, "datasets--a--b", "snapshots", "1", "config.json"));
  const scope = join(root, "ms");
  for (const name of ["config.json", "model.safetensors"]) {
    write(join(scope, "hub", "models", "qwen", "Qwen2___5-1B", name));
    write(join(scope, "old", "older", name));
  }
  const env = { NODE_ENV: "test" as const, HF_HOME: join(root, "hf"), MODELSCOPE_CACHE: scope };
  return { env, snapshot };
}

describe("models that were downloaded before", () => {
  it("are found in the caches of both hubs by their hub ids, with size and whether they are whole", async () => {
    const { env } = makeCaches();
    const models = await listCachedModels(createServices().paths, env);
    expect(models.map(({ hubId, sizeBytes, isComplete }) => [hubId, sizeBytes, isComplete])).toEqual([
      ["half/one", 5, false],
      ["old/older", 10, true],
      ["Qwen/Qwen2.5-0.5B", 10, true],
      ["qwen/Qwen2.5-1B", 10, true],
    ]);
    expect(models.every(({ isOutside }) => isOutside)).toBe(true);
  });

  it("may be read with the files that their links lead to once they are allowed", async () => {
    const { env, snapshot } = makeCaches();
    const services = createServices();
    allowFolder(services, allowableFor(services, snapshot).folder ?? "");
    const models = await listCachedModels(services.paths, env);
    expect(models.find(({ path }) => path === snapshot)).toMatchObject({ isOutside: false });
  });

  it("are none where there is no cache", async () => {
    const env = { NODE_ENV: "test" as const, HF_HUB_CACHE: "/none/at/all", MODELSCOPE_CACHE: "/none/either" };
    expect(await listCachedModels(createServices().paths, env)).toEqual([]);
  });
});
