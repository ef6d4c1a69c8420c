import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { RecipeInput } from "../../../../server/contract/recipe/recipe";
import { measurementOf } from "../../../../server/domain/launch/measurement";
import type { Services } from "../../../../server/domain/services";
import { chatRow, writeRows } from "../../../helpers/data";
import { parsedRecipe } from "../../../helpers/recipes";
import { createHome, createServices } from "../../../helpers/services";

let home: string;
let services: Services;
let data: RecipeInput["data"];

beforeEach(() => {
  home = createHome();
  services = createServices(home);
  const rows = Array.from({ length: 600 }, (_, index) => chatRow(`${index}?`));
  const items = Array.from({ length: 40 }, (_, index) => ({ question: `q${index}`, answers: ["x"] }));
  data = {
    train: [writeRows(home, "train.jsonl", rows)],
    validation: [writeRows(home, "validation.jsonl", rows.slice(0, 30))],
    evaluation: [{ name: "facts", path: writeRows(home, "facts.jsonl", items) }],
  };
});

const shorten = (changes: Partial<RecipeInput> = {}) =>
  measurementOf(services.paths, parsedRecipe({ data, tags: ["mine"], ...changes }));
const linesOf = (reference = "") => readFileSync(join(home, reference), "utf8").trim().split("\n");

it("has the first rows and items, six steps, and a tag; all else is the recipe's", async () => {
  const short = await shorten({ sweep: { "training.learningRate": [1e-4, 2e-4] } });
  expect(linesOf(short.data.train[0])).toEqual(
    readFileSync(join(home, "data/train.jsonl"), "utf8").split("\n").slice(0, 32),
  );
  expect(linesOf(short.data.validation[0])).toHaveLength(8);
  expect(linesOf(short.data.evaluation[0]?.path)).toHaveLength(8);
  expect(short.training).toMatchObject({ maxSteps: 6, batchSize: 2, gradientAccumulation: 8 });
  expect(short).toMatchObject({ tags: ["mine", "measurement"], quantizeGate: "off" });
  expect(short.sweep).toBeUndefined();
  const { teacher, student, knowledge, memory } = parsedRecipe({ data });
  expect(short).toMatchObject({ teacher, student, knowledge, memory });
});

it.each([
  [1, 16],
  [32, 64],
  [300, 512],
  [560, 560],
])("takes two steps' worth of rows within bounds: %d a step, %d rows", async (batchSize, rows) => {
  const short = await shorten({ training: { batchSize, gradientAccumulation: 1 } });
  expect(linesOf(short.data.train[0])).toHaveLength(rows);
});

it("makes the same files of the same rows", async () => {
  expect((await shorten()).data).toEqual((await shorten()).data);
});
