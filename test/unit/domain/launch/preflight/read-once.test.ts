import { appendFileSync, type PathLike, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RecipeInput } from "../../../../../server/contract/recipe/recipe";
import { checkRecipe } from "../../../../../server/domain/launch/checks/check-recipe";
import { preflightRecipe } from "../../../../../server/domain/launch/preflight/preflight";
import * as pairs from "../../../../../server/domain/recipes/pairs/check-pair";
import type { Services } from "../../../../../server/domain/services";
import { writeTraining } from "../../../../helpers/big-data";
import { chatRow, writeRows } from "../../../../helpers/data";
import { claudeTokenizer, claudeTokenizerConfig, smallConfig, writeModel } from "../../../../helpers/models";
import { insertRun } from "../../../../helpers/past-runs";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

const reads = vi.hoisted(() => ({ opened: [] as string[], bytes: 0 }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs")>();
  const note = <Given extends unknown[], Result>(open: (path: PathLike, ...given: Given) => Result) =>
    ((path: PathLike, ...given: Given) => {
      reads.opened.push(String(path));
      return open(path, ...given);
    }) as typeof open;
  return {
    ...fs,
    openSync: note(fs.openSync),
    readFileSync: note(fs.readFileSync),
    createReadStream: (...given: Parameters<typeof fs.createReadStream>) => {
      reads.opened.push(String(given[0]));
      const stream = fs.createReadStream(...given);
      return stream.on("close", () => {
        if (String(given[0]).endsWith("train.jsonl")) reads.bytes += stream.bytesRead;
      });
    },
  };
});

vi.mock("../../../../../server/domain/recipes/pairs/check-pair", { spy: true });

/** A file of 200 MB takes some seconds; the count is the same. */
const sizeBytes = Number(process.env.STILLROOM_PREFLIGHT_MB ?? 3) * 2 ** 20;

let home: string;
let services: Services;
let input: RecipeInput;

beforeEach(async () => {
  home = createHome();
  services = createServices(home);
  input = minimalRecipe({
    data: {
      train: [await writeTraining(home, "train.jsonl", sizeBytes)],
      validation: [writeRows(home, "validation.jsonl", [chatRow("Seven?", "7", { rejected_response: "8" })])],
      evaluation: [{ name: "facts", path: writeRows(home, "facts.jsonl", [{ question: "Eight?", answers: ["8"] }]) }],
    },
    knowledge: [{ kind: "preference", method: "dpo", pairs: "own" }],
  });
  // An earlier run on the same file, by which the time is estimated.
  insertRun(services, input, [{ key: "distill", kind: "distill" }]);
  reads.opened.length = 0;
  reads.bytes = 0;
  vi.mocked(pairs.checkPair).mockClear();
});

const opened = (name: string) => reads.opened.filter((path) => path.endsWith(name)).length;
const dataFiles = ["train.jsonl", "validation.jsonl", "facts.jsonl"];
const timesOpened = () => dataFiles.map(opened);

describe("a preflight", () => {
  it("reads each data file once, whatever is asked of it, and compares the pair once", async () => {
    const files = { config: smallConfig, tokenizer: claudeTokenizer(), tokenizerConfig: claudeTokenizerConfig() };
    const teacher = { model: writeModel(home, "teacher", files) };
    const student = { model: writeModel(home, "student", files) };
    const { preflight, problems } = await preflightRecipe(services, { ...input, teacher, student });
    expect(timesOpened()).toEqual([1, 1, 1]);
    expect(reads.bytes).toBe(statSync(join(home, "data", "train.jsonl")).size);
    expect(pairs.checkPair).toHaveBeenCalledTimes(1);
    expect(preflight?.data).toMatchObject({ duplicates: 0, leaked: 0, tokens: { sampled: expect.any(Number) } });
    expect(preflight?.pair.prompts).toEqual({ tried: 20, equal: 20 });
    expect(problems.filter(({ field }) => field?.startsWith("data."))).toEqual([]);
  }, 120_000);

  it("reads no data file again for another learning rate, nor when the run is started", async () => {
    const first = await preflightRecipe(services, input);
    const second = await preflightRecipe(services, { ...input, training: { learningRate: 5e-5 } });
    await checkRecipe(services, input);
    expect(timesOpened()).toEqual([1, 1, 1]);
    expect(second.preflight?.data).toEqual(first.preflight?.data);
  }, 120_000);

  it("reads once for those who ask at the same time", async () => {
    await Promise.all([preflightRecipe(services, input), checkRecipe(services, input)]);
    expect(timesOpened()).toEqual([1, 1, 1]);
  }, 120_000);

  it("reads a file again that was changed, and no other", async () => {
    const before = await preflightRecipe(services, input);
    appendFileSync(join(home, "data", "train.jsonl"), `${JSON.stringify(chatRow("Eight?"))}\n`);
    const { preflight, problems } = await preflightRecipe(services, input);
    expect(timesOpened()).toEqual([2, 1, 1]);
    expect(preflight?.data?.rows).toBe((before.preflight?.data?.rows ?? 0) + 1);
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(["rejected-missing", "leakage"]));
  }, 120_000);
});
