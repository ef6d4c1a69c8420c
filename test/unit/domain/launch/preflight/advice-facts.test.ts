import { describe, expect, it } from "vitest";
import { words } from "../../../../../server/cli/language";
import type { RecipeInput } from "../../../../../server/contract/recipe/recipe";
import { adviseRecipe } from "../../../../../server/domain/launch/preflight/advice";
import type { QuantizedResult } from "../../../../../server/domain/launch/preflight/advice/input";
import { firstRowTexts, quantizedResultsOf } from "../../../../../server/domain/launch/preflight/advice-facts";
import { readDataFiles } from "../../../../../server/domain/recipes/inputs/data-files";
import { chatRow, writeRows } from "../../../../helpers/data";
import { evaluationOfSubject } from "../../../../helpers/evaluations";
import { insertEvaluation, insertRun } from "../../../../helpers/past-runs";
import { minimalRecipe, parsedRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

function advise(changes: Partial<RecipeInput>, history: QuantizedResult[]) {
  const data = { train: ["train.jsonl"], validation: ["validation.jsonl"] };
  const pair = { teacherParameters: null, studentParameters: null };
  return adviseRecipe({ recipe: parsedRecipe({ data, ...changes }), pair, history });
}

const codes = (...given: Parameters<typeof advise>) => advise(...given).map(({ code }) => code);

describe("advice on quantisation", () => {
  const score = (value: number, high = value) => ({ value, n: 100, low: value, high, reason: null });
  const result = (runId: string, student: number, quantized: number, high?: number): QuantizedResult => ({
    ...{ runId, runName: "earlier", subject: "student-bnb-4", dataset: "facts", metric: "answer-match" },
    student: score(student),
    quantized: score(quantized, high),
  });
  const bnb: Partial<RecipeInput> = { quantize: [{ method: "bnb", bits: 4 }] };

  it("warns below 97 % and proposes more bits", () => {
    expect(advise(bnb, [result("r1", 0.8, 0.7)])).toMatchObject([
      {
        code: "quantized-quality",
        field: "quantize.0",
        changes: { "quantize.0.bits": 8 },
        source: { code: "advice.measured-in", values: { id: "r1" } },
      },
    ]);
    expect(codes(bnb, [result("r1", 0.8, 0.78)])).toEqual([]);
    expect(codes(bnb, [result("r1", 0, 0)])).toEqual([]);
  });

  it("goes by the latest run", () => {
    expect(codes(bnb, [result("r2", 0.8, 0.8), result("r1", 0.8, 0.2)])).toEqual([]);
  });

  it("says where the difference may be chance", () => {
    const [advice] = advise(bnb, [result("r1", 0.8, 0.7, 0.85)]);
    expect(advice && words(advice.reason)).toContain("chance");
  });

  it("proposes no bits that the recipe makes already", () => {
    const both: Partial<RecipeInput> = {
      quantize: [
        { method: "bnb", bits: 4 },
        { method: "bnb", bits: 8 },
      ],
    };
    expect(advise(both, [result("r1", 0.8, 0.2)])[0]).toMatchObject({ changes: null });
  });

  it("reads its history from earlier runs of the pair", () => {
    const services = createServices();
    const pipeline = ["teacher", "student-base", "student", "student-bnb-4"].map((subject) => ({
      ...{ key: `evaluate-${subject}`, kind: "evaluate" as const, subject },
    }));
    const run = insertRun(services, minimalRecipe(), pipeline);
    for (const [index, { key, subject }] of pipeline.entries())
      insertEvaluation(services, `${run}.${key}`, evaluationOfSubject(subject, (9 - index) / 10));
    insertRun(services, minimalRecipe({ student: { model: "owner/else" } }), pipeline);
    expect(quantizedResultsOf(services, parsedRecipe())).toMatchObject([
      { runId: run, subject: "student-bnb-4", dataset: "facts", student: { value: 0.7 }, quantized: { value: 0.6 } },
    ]);
  });
});

describe("firstRowTexts", () => {
  it("takes some of every file, at most twenty", async () => {
    const home = createHome();
    const services = createServices(home);
    const rows = (word: string) => Array.from({ length: 30 }, () => chatRow(word, "answer"));
    const train = ["a", "b"].map((name) => writeRows(home, `${name}.jsonl`, rows(name)));
    const texts = firstRowTexts(await readDataFiles(services.paths, parsedRecipe({ data: { train } })));
    expect(texts).toHaveLength(20);
    expect(texts.filter((text) => text === "b\nanswer")).toHaveLength(10);
  });
});
