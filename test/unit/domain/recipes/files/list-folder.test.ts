import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allowFolder } from "../../../../../server/domain/recipes/files/allow-folder";
import { listFolder, startFolder } from "../../../../../server/domain/recipes/files/list-folder";
import { createServices } from "../../../../helpers/services";

function makeHome() {
  const services = createServices();
  const { home } = services.paths;
  mkdirSync(join(home, "data", "legal"), { recursive: true });
  writeFileSync(join(home, "data", "train.jsonl"), "{}\n");
  writeFileSync(join(home, "data", "rows.csv.gz"), "x");
  writeFileSync(join(home, "data", "notes.md"), "x");
  const model = join(home, "models", "tiny");
  mkdirSync(model);
  writeFileSync(join(model, "config.json"), JSON.stringify({ architectures: ["LlamaForCausalLM"] }));
  return { services, home, model };
}

describe("a folder", () => {
  it("is listed folders first, with what may be data, size and date", async () => {
    const { services, home } = makeHome();
    const { folder } = await listFolder(services, "data");
    expect(folder?.path).toBe(join(home, "data"));
    expect(folder?.entries.map(({ name, isFolder, isData }) => [name, isFolder, isData])).toEqual([
      ["legal", true, false],
      ["notes.md", false, false],
      ["rows.csv.gz", false, true],
      ["train.jsonl", false, true],
    ]);
    expect(folder?.entries.at(-1)).toMatchObject({ reference: "data/train.jsonl", sizeBytes: 3, refusal: null });
    expect(folder?.entries.at(-1)?.modifiedAtMs).toBeGreaterThan(0);
    expect(folder?.crumbs.map(({ path }) => path)).toEqual([home, join(home, "data")]);
  });

  it("of a model tells its architecture, and whether weights and tokenizer are there", async () => {
    const { services, model } = makeHome();
    const look = async () => (await listFolder(services, "models")).folder?.entries[0]?.model;
    expect(await look()).toMatchObject({ architecture: "LlamaForCausalLM", isComplete: false });
    writeFileSync(join(model, "tokenizer.json"), "{}");
    writeFileSync(join(model, "model.safetensors"), "0".repeat(100));
    expect(await look()).toMatchObject({ isComplete: true });
    const index = { weight_map: { a: "model-1.safetensors", b: "model-2.safetensors" } };
    writeFileSync(join(model, "model.safetensors.index.json"), JSON.stringify(index));
    expect(await look()).toMatchObject({ isComplete: false });
  });

  it("outside the roots is told to be so, and no more", async () => {
    const { services } = makeHome();
    for (const path of ["/etc", "/etc/none", "../..", "/"])
      expect((await listFolder(services, path)).problem).toMatchObject({ isOutside: true });
    expect((await listFolder(services, "data/none")).problem).toMatchObject({ isOutside: false });
  });

  it("shows links that lead out as such, and opens none of them", async () => {
    const { services, home } = makeHome();
    symlinkSync("/etc", join(home, "data", "way-out"));
    symlinkSync("/etc/passwd", join(home, "data", "passwd.jsonl"));
    symlinkSync(join(home, "secrets"), join(home, "data", "keys"));
    mkdirSync(join(home, "secrets"));
    const { folder } = await listFolder(services, "data");
    for (const name of ["way-out", "passwd.jsonl", "keys"])
      expect(folder?.entries.find((entry) => entry.name === name)).toMatchObject({
        refusal: "leads-out",
        sizeBytes: null,
        isFolder: false,
      });
    expect((await listFolder(services, "data/way-out")).problem?.isOutside).toBe(true);
    expect((await listFolder(services, "data/passwd.jsonl")).problem?.isOutside).toBe(true);
  });

  it("never shows keys, the database or hidden files, and nothing that is no file", async () => {
    const { services, home } = makeHome();
    mkdirSync(join(home, "secrets"));
    writeFileSync(join(home, ".hidden.jsonl"), "x");
    const server = createServer().listen(join(home, "socket.jsonl"));
    await once(server, "listening");
    const names = (await listFolder(services, home)).folder?.entries.map(({ name }) => name) ?? [];
    server.close();
    expect(names).toContain("models");
    for (const name of ["secrets", "stillroom.db", "stillroom.db-wal", ".hidden.jsonl", "socket.jsonl"])
      expect(names).not.toContain(name);
    expect((await listFolder(services, join(home, "secrets"))).folder).toBeNull();
  });

  it("begins near what a field holds", () => {
    const { services, home } = makeHome();
    const { paths } = services;
    expect(startFolder(services, "data", "data/legal/not-there.jsonl")).toBe(join(home, "data", "legal"));
    expect(startFolder(services, "data", "")).toBe(join(home, "data"));
    expect(startFolder(services, "model", "Qwen/Qwen2.5-7B")).toBe(paths.models);
    expect(startFolder(services, "model", "/etc/passwd")).toBe(paths.models);
  });

  it("that was allowed is a root of its own, named by whole paths", async () => {
    const { services } = makeHome();
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "stillroom-outside-")));
    writeFileSync(join(outside, "rows.jsonl"), "{}\n");
    allowFolder(services, outside);
    const { folder } = await listFolder(services, outside);
    expect(folder?.crumbs).toHaveLength(1);
    expect(folder?.entries[0]).toMatchObject({ reference: join(outside, "rows.jsonl"), isData: true });
  });
});
