import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { normalizePrompt } from "../../../server/domain/recipes/data-file";

const samples = join(import.meta.dirname, "..", "..", "..", "public", "samples");

const trainRow = z.object({
  messages: z.tuple([z.object({ role: z.literal("user"), content: z.string().min(1) })]),
  fact: z.string().min(1),
});
const heldOutRow = z.object({
  id: z.string().min(1),
  question: z.string().min(1),
  answers: z.array(z.string().min(1)).min(1),
});

function readRows<Row>(file: string, schema: z.ZodType<Row>): Row[] {
  const lines = readFileSync(join(samples, file), "utf8").trim().split("\n");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

const train = readRows("facts-train.jsonl", trainRow);
const reworded = readRows("facts-reworded.jsonl", heldOutRow);
const unseen = readRows("facts-unseen.jsonl", heldOutRow);

const trainPrompts = new Set(train.map((row) => normalizePrompt(row.messages[0].content)));
const trainFacts = new Set(train.map((row) => row.fact));

describe("demo data", () => {
  it("is as large as it says", () => {
    expect(train.length).toBeGreaterThanOrEqual(240);
    expect(reworded.length).toBeGreaterThanOrEqual(60);
    expect(unseen.length).toBeGreaterThanOrEqual(60);
  });

  it("asks every training question once", () => {
    expect(trainPrompts.size).toBe(train.length);
  });

  it.each([
    ["reworded", reworded],
    ["unseen", unseen],
  ])("has each %s fact and question once", (_name, rows) => {
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => normalizePrompt(row.question))).size).toBe(rows.length);
  });

  it.each([
    ["reworded", reworded],
    ["unseen", unseen],
  ])("has no %s question among the training prompts", (_name, rows) => {
    expect(rows.filter((row) => trainPrompts.has(normalizePrompt(row.question)))).toEqual([]);
  });

  it("asks only trained facts in new words, and only untrained facts as unseen ones", () => {
    expect(reworded.filter((row) => !trainFacts.has(row.id))).toEqual([]);
    expect(unseen.filter((row) => trainFacts.has(row.id))).toEqual([]);
  });

  it("gives no answer away in its question", () => {
    const hints = [...reworded, ...unseen].filter((row) =>
      row.answers.some((answer) => ` ${normalizePrompt(row.question)} `.includes(` ${normalizePrompt(answer)} `)),
    );
    expect(hints).toEqual([]);
  });
});
