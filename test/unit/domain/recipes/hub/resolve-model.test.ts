import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { allowableFor, allowFolder } from "../../../../../server/domain/recipes/files/allow-folder";
import { isWholeModel } from "../../../../../server/domain/recipes/hub/caches";
import { resolveModel, resolverOf } from "../../../../../server/domain/recipes/hub/resolve-model";
import { parsedRecipe } from "../../../../helpers/recipes";
import { createServices } from "../../../../helpers/services";

const small = ["config.json", "tokenizer.json"];
const shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"];

describe("isWholeModel", () => {
  it.each([
    ["one file of weights", [...small, "model.safetensors"], true],
    ["all of several", [...small, ...shards], true],
    ["one of several", [...small, ...shards.slice(0, 1)], false],
    ["no weights", small, false],
    ["no tokenizer", ["config.json", "model.safetensors"], false],
    ["no configuration", ["tokenizer.json", "model.safetensors"], false],
    ["a file on its way", [...small, "model.safetensors", "a.json.incomplete"], false],
    ["all safetensors and some of the same as .bin", [...small, ...shards, "p-00001-of-00002.bin"], true],
  ])("%s", (_, names, isWhole) => {
    expect(isWholeModel(names)).toBe(isWhole);
  });
});

describe("a hub id in a recipe", () => {
  let root: string;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "stillroom-hub-")));
    vi.stubEnv("HF_HOME", join(root, "hf"));
    vi.stubEnv("HF_HUB_CACHE", "");
    vi.stubEnv("MODELSCOPE_CACHE", join(root, "ms"));
  });

  afterEach(() => vi.unstubAllEnvs());

  function makeSnapshot(revision: string, names: readonly string[]): string {
    const model = join(root, "hf", "hub", "models--owner--name");
    const folder = join(model, "snapshots", revision);
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(model, "blobs"), { recursive: true });
    for (const name of names) {
      writeFileSync(join(model, "blobs", name), "1");
      symlinkSync(join("..", "..", "blobs", name), join(folder, name));
    }
    return folder;
  }

  it("is the folder in the cache once that is whole and may be read", () => {
    const services = createServices();
    const folder = makeSnapshot("a1", [...small, ...shards]);
    expect(resolveModel(services.paths, "owner/name")).toBe("owner/name");
    allowFolder(services, allowableFor(services, folder).folder ?? "");
    expect(resolveModel(services.paths, "owner/name")).toBe(folder);
    rmSync(join(root, "hf", "hub", "models--owner--name", "blobs", "model-00002-of-00002.safetensors"));
    expect(resolveModel(services.paths, "owner/name")).toBe("owner/name");
  });

  it("stays with the older revision until the newer one is whole", () => {
    const services = createServices();
    const older = makeSnapshot("a1", [...small, "model.safetensors"]);
    allowFolder(services, allowableFor(services, older).folder ?? "");
    const model = join(root, "hf", "hub", "models--owner--name");
    mkdirSync(join(model, "refs"));
    writeFileSync(join(model, "refs", "main"), "b2");
    const newer = join(model, "snapshots", "b2");
    mkdirSync(newer);
    for (const name of small) writeFileSync(join(newer, name), "2");
    expect(resolveModel(services.paths, "owner/name")).toBe(older);
    writeFileSync(join(newer, "model.safetensors"), "2");
    expect(resolveModel(services.paths, "owner/name")).toBe(newer);
  });

  it("is found in ModelScope's cache too, and stays an id where it names data", () => {
    const services = createServices();
    const folder = join(root, "ms", "models", "owner--name", "snapshots", "master");
    mkdirSync(folder, { recursive: true });
    for (const name of [...small, "model.safetensors"]) writeFileSync(join(folder, name), "1");
    allowFolder(services, folder);
    const recipe = parsedRecipe({ teacher: { model: "owner/name" }, student: { model: "owner/other" } });
    const resolve = resolverOf(services.paths, recipe);
    expect(resolve("owner/name")).toBe(folder);
    expect(resolve("owner/other")).toBe("owner/other");
    const asData = resolverOf(services.paths, parsedRecipe({ teacher: { model: "a/b" }, student: { model: "a/c" } }));
    expect(asData("owner/name")).toBe("owner/name");
  });
});
