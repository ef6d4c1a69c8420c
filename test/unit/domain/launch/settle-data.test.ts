import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RecipeInput } from "../../../../server/contract/recipe/recipe";
import { planRecipe } from "../../../../server/domain/launch/plan";
import { settleData } from "../../../../server/domain/launch/settle-data";
import { sourceOf, toNormalForm } from "../../../../server/domain/recipes/data/normal-form";
import { resolveReference } from "../../../../server/domain/recipes/resolve";
import { readStoredRecipe } from "../../../../server/domain/recipes/stored/read-stored";
import type { Services } from "../../../../server/domain/services";
import { chatRow, writeRows } from "../../../helpers/data";
import { asLines, asParquet, asTable } from "../../../helpers/data-files";
import { minimalRecipe, parsedRecipe } from "../../../helpers/recipes";
import { createHome, createServices } from "../../../helpers/services";

const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs")>();
  const full = () =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error("full"), { code: "ENOSPC" })) });
  return {
    ...fs,
    readFileSync: vi.fn(fs.readFileSync),
    createWriteStream: (...given: Parameters<typeof fs.createWriteStream>) => {
      const stream = fs.createWriteStream(...given);
      return disk.isFull ? stream.destroy() && full() : stream;
    },
  };
});

let home: string;
let services: Services;

const rows = [
  { query: "Who?", response: "Ann" },
  { query: "When?", response: "Now" },
];
const normal = asLines(rows.map(({ query, response }) => chatRow(query, response)));

function write(name: string, content: string | Buffer): string {
  mkdirSync(join(home, "data"), { recursive: true });
  writeFileSync(join(home, "data", name), content);
  return `data/${name}`;
}

const settle = async (data: Partial<RecipeInput["data"]>, more: Partial<RecipeInput> = {}) =>
  (await settleData(services.paths, parsedRecipe({ ...more, data: { train: ["owner/data"], ...data } }))).data;
const textOf = (reference: string | undefined) =>
  readFileSync(resolveReference(services.paths, reference ?? ""), "utf8");
const made = () => (existsSync(join(home, "data", "normal")) ? readdirSync(join(home, "data", "normal")) : []);

beforeEach(() => {
  disk.isFull = false;
  home = createHome();
  services = createServices(home);
});

describe("the data of a recipe that starts", () => {
  it("stays as it is where the engine reads it so, and where a hub has it", async () => {
    const train = [writeRows(home, "train.jsonl", [chatRow("Who?", "Ann")]), "owner/data", "nowhere.jsonl"];
    const evaluation = [
      { name: "facts", path: writeRows(home, "facts.jsonl", [{ question: "Who?", answers: ["Ann"] }]) },
    ];
    const settled = await settle({ train, evaluation });
    expect(settled.train).toEqual(train);
    expect(settled.evaluation).toMatchObject(evaluation);
    expect(made()).toEqual([]);
  });

  it("is put into the normal form beside the source, with where it comes from, once while that stays as it is", async () => {
    const path = write("my own.csv", asTable(rows));
    const [train] = (await settle({ train: [path] })).train;
    expect(train).toMatch(/^data\/normal\/my-own-[0-9a-f]{16}\.jsonl$/);
    expect(textOf(train)).toBe(normal);
    expect(textOf(path)).toBe(asTable(rows));
    const source = join(home, path);
    expect(sourceOf(services.paths, join(home, train ?? ""))).toBe(source);
    const [note = ""] = made().filter((name) => name.endsWith(".provenance.json"));
    expect(JSON.parse(readFileSync(join(home, "data", "normal", note), "utf8"))).toMatchObject({
      source: { path: source, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ...{ format: "query-response", container: "csv", encoding: "utf-8", rows: 2, leftOut: 0 },
    });
    const before = made();
    expect((await settle({ train: [path] })).train).toEqual([train]);
    expect(made()).toEqual(before);
    utimesSync(source, 1, 1);
    expect((await settle({ train: [path] })).train).toEqual([train]);
    expect(made()).toHaveLength(3);
    expect(made().filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("is found again by the name of its note, without reading those of other files", async () => {
    const train = ["a.csv", "b.csv", "c.csv"].map((name) => write(name, asTable([{ query: name, response: "Yes" }])));
    const settled = await settle({ train });
    vi.mocked(readFileSync).mockClear();
    expect((await settle({ train: train.slice(1, 2) })).train).toEqual(settled.train.slice(1, 2));
    expect(sourceOf(services.paths, join(home, settled.train[2] ?? ""))).toBe(join(home, "data/c.csv"));
    const read = vi.mocked(readFileSync).mock.calls.filter(([path]) => String(path).endsWith(".provenance.json"));
    expect(read).toHaveLength(2);
  });

  it("has the same bytes whatever held the same rows, so that results are found again", async () => {
    const train = [
      write("a.csv", asTable(rows)),
      write("b.parquet", asParquet(rows)),
      write("c.json", JSON.stringify(rows)),
      write("d.jsonl", Buffer.from(`\uFEFF${asLines(rows)}`, "utf16le")),
    ];
    const settled = await settle({ train });
    expect(new Set(settled.train.map(textOf))).toEqual(new Set([normal]));
  });

  it("is without bad rows where these are left out, and without those that lack what is needed", async () => {
    const lines = `${asLines(rows)}{no\n${asLines([{ query: "Why?" }])}`;
    const train = [write("train.jsonl", lines)];
    const asked = await settle({ train, badRows: "leaveOut" }, { knowledge: [{ kind: "answers" }] });
    expect(textOf(asked.train[0])).toBe(normal + asLines([chatRow("Why?")]));
    const own = await settle({ train, badRows: "leaveOut" }, { knowledge: [{ kind: "logits" }] });
    expect(textOf(own.train[0])).toBe(normal);
    await expect(settle({ train })).rejects.toMatchObject({ code: "bad-data", said: { code: "data.bad-rows" } });
    const whole = [writeRows(home, "whole.jsonl", [chatRow("Who?", "Ann")])];
    expect((await settle({ train: whole, badRows: "leaveOut" })).train).toEqual(whole);
  });

  it("leaves nothing behind where the disk is full, and says so where the source is gone", async () => {
    const path = write("train.csv", asTable(rows));
    disk.isFull = true;
    await expect(settle({ train: [path] })).rejects.toMatchObject({ code: "ENOSPC" });
    expect(made()).toEqual([]);
    rmSync(join(home, path));
    const options = { badRows: "refuse" as const };
    const gone = toNormalForm(services.paths, join(home, path), options);
    await expect(gone).rejects.toMatchObject({ code: "not-found", said: { code: "data.source-gone" } });
  });

  it("is named in the stored recipe and in every command of the run", async () => {
    const train = write("train.csv", asTable(rows));
    const recipe = minimalRecipe({ data: { train: [train] }, knowledge: [{ kind: "answers" }] });
    const blind = planRecipe(services, recipe).stages[0]?.argv ?? [];
    expect(blind).toContain(join(home, train));
    const settled = await settleData(services.paths, parsedRecipe(recipe));
    const told = planRecipe(services, recipe).stages[0]?.argv ?? [];
    expect(told).toContain(join(home, settled.data.train[0] ?? ""));
    expect(readStoredRecipe({ recipeJson: JSON.stringify(settled), recipeVersion: 1 })).toEqual({
      ok: true,
      recipe: settled,
    });
  });
});
