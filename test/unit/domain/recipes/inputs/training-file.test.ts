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
  it("is told by rows good and bad, to its end", async () => {
    const rows = [...new Array(30).fill({ text: "x" }), chatRow("One?"), chatRow("Two?", "2")];
    const read = await facts([chatRow("Zero?", "0"), ...rows]);
    expect(read).toMatchObject({
      lines: 33,
      rows: 3,
      columns: { lacking: { answer: { count: 1, firstLines: [32] } } },
    });
    expect(read.problems).toMatchObject([{ message: { code: "data.no-messages" }, count: 30, firstLines: [2, 3, 4] }]);
    expect(read.firstTexts).toEqual(["Zero?\n0", ...new Array(19).fill(null)]);
    expect(read.firstPrompts).toEqual(["Zero?", "One?", "Two?"]);
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

  it("is told how many rows name an unknown teacher, with the first of them", async () => {
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
    expect(problems).toMatchObject([{ code: "tag-missing", line: 2 }]);
    expect(problems[0]?.message.values.reason).toMatchObject({ values: { places: { values: { list: "2, 4, 6" } } } });
  });
});

it("tells the leaks of a held-out set as one problem and its bad rows as another", async () => {
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
  expect(problems).toMatchObject([
    { code: "bad-rows", line: 1 },
    { code: "bad-rows", line: 7 },
    { code: "leakage", line: 2, message: { values: { question: "Question 0?", more: 34 } } },
  ]);
});
