import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { checkData } from "../../../../../server/domain/launch/checks/data";
import { checkRows } from "../../../../../server/domain/launch/checks/rows";
import { readDataFiles } from "../../../../../server/domain/recipes/inputs/data-files";
import { sampleLengths } from "../../../../../server/domain/recipes/inputs/measure-lengths";
import { readTrainingFile } from "../../../../../server/domain/recipes/inputs/training-file";
import type { Paths } from "../../../../../server/platform/paths";
import { chatRow, writeRows } from "../../../../helpers/data";
import { parsedRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let paths: Paths;

beforeEach(() => {
  home = createHome();
  paths = createServices(home).paths;
});

const facts = (rows: unknown[]) => readTrainingFile(join(home, writeRows(home, "train.jsonl", rows)));

describe("a training file", () => {
  it("is told by lines and rows, to its end although the first twenty problems are enough", async () => {
    const rows = [...new Array(30).fill({ text: "x" }), chatRow("One?"), chatRow("Two?", "2")];
    const read = await facts(rows);
    expect(read).toMatchObject({ lines: 32, rows: 2, withoutAnswer: 1 });
    expect(read.problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(read.firstTexts).toEqual(new Array(20).fill(null));
    expect(read.firstPrompts).toEqual(["One?", "Two?"]);
  });

  it("of very long rows is held by their beginnings, and their lengths are worked out from these", async () => {
    const { look } = await facts([chatRow("word ".repeat(100_000), "1")]);
    expect(look.sample[0]?.text.length).toBe(2 ** 14);
    const [length] = sampleLengths([look], (text) => text.split(/\s+/).filter(Boolean).length);
    expect(length).toBeGreaterThan(99_000);
    expect(length).toBeLessThan(101_000);
  });

  it("is looked at with the others as evenly as their sizes ask", async () => {
    const many = (word: string, count: number) => Array.from({ length: count }, () => chatRow(word, "1"));
    const train = [
      writeRows(home, "a.jsonl", many("a", 6_000)),
      writeRows(home, "b.jsonl", many("b", 2_000)),
      writeRows(home, "c.jsonl", many("c", 3)),
    ];
    const looks = await Promise.all(train.map(async (name) => (await readTrainingFile(join(home, name))).look));
    const lengths = sampleLengths(looks, (text) => ({ a: 1, b: 2, c: 3 })[text.split("\n")[1] ?? ""] ?? 0);
    const of = (length: number) => lengths.filter((found) => found === length).length;
    expect(lengths.length).toBeLessThanOrEqual(2_000);
    expect([of(1), of(2), of(3)].map((count) => Math.round(count / 100))).toEqual([15, 5, 0]);
  });

  it("is told the first twenty lines of an unknown teacher, whatever else its rows name", async () => {
    const known = ["law", "code", "maths"];
    const rows = Array.from({ length: 2_000 }, (_, index) =>
      chatRow("?", "!", index % 2 === 0 ? { dataset: known[index % 3] } : { dataset: `other ${index % 900}` }),
    );
    const recipe = parsedRecipe({
      teacher: { model: "owner/teacher", source: "server", url: "http://127.0.0.1:1", tags: ["law"] },
      teachers: [{ model: "owner/other", name: "other", url: "http://127.0.0.1:2", tags: ["code", "maths"] }],
      knowledge: [{ kind: "logits", topK: 20 }],
      data: { train: [writeRows(home, "rows.jsonl", rows)] },
    });
    const problems = checkRows(recipe, await readDataFiles(paths, recipe));
    expect(problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => 2 * index + 2));
  });
});

it("tells leaks and broken lines of a held-out set in the order of its lines, at most twenty", async () => {
  const questions = Array.from({ length: 30 }, (_, index) => ({ question: `Question ${index}?`, answers: ["x"] }));
  const train = [
    writeRows(
      home,
      "train.jsonl",
      questions.map(({ question }) => chatRow(question, "x")),
    ),
  ];
  const path = writeRows(home, "facts.jsonl", [{ question: "No answers" }, ...questions.slice(0, 5), 7]);
  appendFileSync(join(home, path), questions.map((row) => `\n${JSON.stringify(row)}`).join("\n"));
  const recipe = parsedRecipe({ data: { train, evaluation: [{ name: "facts", path }] } });
  const problems = checkData(recipe, await readDataFiles(paths, recipe));
  expect(problems.slice(0, 8).map(({ code, line }) => [code, line])).toEqual([
    ["bad-line", 1],
    ...[2, 3, 4, 5, 6].map((line) => ["leakage", line]),
    ["bad-line", 7],
    ["leakage", 9],
  ]);
  expect(problems).toHaveLength(20);
});
