import { beforeEach, describe, expect, it } from "vitest";
import type { Recipe } from "../../../../../server/contract/recipe/recipe";
import { reportData } from "../../../../../server/domain/launch/preflight/data-report";
import { teacherCeilingOf } from "../../../../../server/domain/launch/preflight/teacher-ceiling";
import { summarizeLengths } from "../../../../../server/domain/launch/preflight/token-lengths";
import { readDataFiles } from "../../../../../server/domain/recipes/inputs/data-files";
import { sampleLengths } from "../../../../../server/domain/recipes/inputs/measure-lengths";
import { Reservoir } from "../../../../../server/domain/recipes/inputs/reservoir";
import { readTrainingFile } from "../../../../../server/domain/recipes/inputs/training-file";
import type { Services } from "../../../../../server/domain/services";
import { chatRow, writeRows } from "../../../../helpers/data";
import { parsedRecipe } from "../../../../helpers/recipes";
import { saying } from "../../../../helpers/saying";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** The report on a recipe's files as they are, with lengths where something counts them. */
async function report(recipe: Recipe, count: ((text: string) => number) | null) {
  const files = await readDataFiles(services.paths, recipe);
  const readable = files.train.filter(({ facts }) => facts !== null);
  const looks = await Promise.all(readable.map(async ({ path }) => (await readTrainingFile(path)).look));
  const lengths = count === null ? [] : sampleLengths(looks, count);
  return reportData(files, recipe, { lengths, teacherCeiling: teacherCeilingOf(services, recipe, files.evaluation) });
}

function recipeOn(train: unknown[], heldOut: unknown[] = [{ question: "Other?", answers: ["x"] }]): Recipe {
  return parsedRecipe({
    data: {
      train: [writeRows(home, "train.jsonl", train)],
      evaluation: [{ name: "facts", path: writeRows(home, "facts.jsonl", heldOut) }],
      maxLength: 8,
    },
  });
}

describe("reportData", () => {
  it("counts rows, columns, duplicates, empty answers and leaked items", async () => {
    const rows = [
      chatRow("One?", "1", { fact: "a" }),
      chatRow("ONE", "1", { source: "b" }),
      chatRow("One?", "uno"),
      chatRow("Two?", "  "),
      chatRow("Three?"),
    ];
    const heldOut = ["one!", "Three", "Four?"].map((question) => ({ question, answers: ["x"] }));
    expect(await report(recipeOn(rows, heldOut), null)).toMatchObject({
      rows: 5,
      columns: ["messages", "fact", "source"],
      tokens: null,
      duplicates: 1,
      emptyAnswers: 1,
      leaked: 2,
      teacherCeiling: null,
      limit: null,
    });
  });

  it("takes pairs with different worse answers for different rows", async () => {
    const rows = ["a", "b", "b"].map((rejected) => chatRow("One?", "1", { rejected_response: rejected }));
    expect(await report(recipeOn(rows), null)).toMatchObject({ duplicates: 1 });
  });

  it("measures whole chat rows in tokens against maxLength", async () => {
    // Words: user + question + assistant + answer.
    const rows = [chatRow("One?", "1"), chatRow("One two three four?", "1 2 3")];
    const found = await report(recipeOn(rows), countWords);
    expect(found?.tokens).toMatchObject({ sampled: 2, mean: 6.5, p95: 9, max: 9, truncatedShare: 0.5 });
    expect(found?.tokens?.histogram.map(({ rows: inBucket }) => inBucket)).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it("looks at an even sample of 2,000 rows of a long file, the same each time", async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => chatRow(`word `.repeat(1 + (index % 10)), String(index)));
    const recipe = recipeOn(rows);
    const found = await report(recipe, countWords);
    expect(found).toMatchObject({ rows: 5_000, tokens: { sampled: 2_000 } });
    expect(found?.tokens?.mean).toBeGreaterThan(8.2);
    expect(found?.tokens?.mean).toBeLessThan(8.8);
    expect(await report(recipe, countWords)).toEqual(found);
  });

  it("stops at 200,000 rows and says so", async () => {
    const found = await report(recipeOn(new Array(200_002).fill(chatRow("?"))), null);
    expect(found).toMatchObject({ rows: 200_000, limit: saying(/first 200,?000 rows/) });
  }, 60_000);

  it("is null where no training file is here, and skips lines that are no chat rows", async () => {
    expect(await report(parsedRecipe(), null)).toBeNull();
    expect(await report(recipeOn([{ text: "x" }, chatRow("One?", "1")]), null)).toMatchObject({
      rows: 1,
    });
  });
});

describe("token lengths", () => {
  it("fall into about twelve buckets that hold every row once", () => {
    const lengths = Array.from({ length: 1_000 }, (_, index) => 100 + index);
    const summary = summarizeLengths(lengths, 1_000);
    expect(summary).toMatchObject({ p95: 1_049, max: 1_099, truncatedShare: 0.099 });
    expect(summary?.histogram[0]).toEqual({ from: 100, to: 200, rows: 100 });
    expect(summary?.histogram.length).toBeLessThanOrEqual(13);
    expect(summary?.histogram.reduce((sum, { rows }) => sum + rows, 0)).toBe(1_000);
  });

  it("of equal rows make one bucket, of none nothing", () => {
    expect(summarizeLengths([7, 7], 7)).toMatchObject({ truncatedShare: 0, histogram: [{ from: 7, to: 8, rows: 2 }] });
    expect(summarizeLengths([], 7)).toBeNull();
  });
});

describe("Reservoir", () => {
  it("keeps early and late items alike", () => {
    const reservoir = new Reservoir<number>(1_000, 7);
    for (let item = 0; item < 10_000; item += 1) reservoir.offer(item);
    const late = reservoir.items.filter((item) => item >= 5_000).length;
    expect(reservoir.items).toHaveLength(1_000);
    expect(late).toBeGreaterThan(440);
    expect(late).toBeLessThan(560);
  });
});
