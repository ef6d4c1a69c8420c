import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { words } from "../../../server/cli/language";
import { recipeJsonSchema } from "../../../server/contract/recipe/json-schema";
import { type RecipeInput, recipeSchema } from "../../../server/contract/recipe/recipe";
import { combinationsOf, sweepSizeOf, trialsOf } from "../../../server/contract/recipe/trials";
import { parseRecipe } from "../../../server/domain/recipes/parse";
import { minimalRecipe, parsedRecipe } from "../../helpers/recipes";

const short = { "training.learningRate": [1e-4, 2e-4] };

function withSweep(sweep: unknown, changes: Partial<RecipeInput> = {}) {
  return recipeSchema.parse({ ...minimalRecipe(changes), sweep });
}

describe("a sweep", () => {
  it("in its short form is a grid over its keys, options beside them", () => {
    expect(withSweep(short).sweep).toEqual({
      parameters: short,
      search: "grid",
      trials: 10,
      seed: 1,
      repeats: 1,
      earlyStop: "off",
    });
    expect(withSweep({ ...short, repeats: 3 }).sweep).toMatchObject({ parameters: short, repeats: 3 });
    expect(recipeSchema.parse(withSweep(short))).toEqual(withSweep(short));
  });

  it("is published in both forms, wrong ones are not", () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(recipeJsonSchema());
    const isValid = (sweep: unknown) => validate({ ...minimalRecipe(), sweep });
    expect(isValid(short)).toBe(true);
    expect(isValid({ parameters: { a: { min: 1, max: 2 } }, search: "random" })).toBe(true);
    expect(isValid({ "training.learningRate": 1e-4 })).toBe(false);
    expect(isValid({ parameters: short, serach: "random" })).toBe(false);
    expect(isValid({})).toBe(false);
  });

  it("makes every combination of a grid in a stable order", () => {
    const recipe = withSweep({ "training.lora.rank": [4, 8], "knowledge.0.temperature": [1, 2] });
    expect(combinationsOf(recipe)).toEqual([
      { "training.lora.rank": 4, "knowledge.0.temperature": 1 },
      { "training.lora.rank": 4, "knowledge.0.temperature": 2 },
      { "training.lora.rank": 8, "knowledge.0.temperature": 1 },
      { "training.lora.rank": 8, "knowledge.0.temperature": 2 },
    ]);
    expect(combinationsOf(parsedRecipe())).toEqual([]);
  });

  it("spreads the values of a range evenly, on a log scale by factors, whole where the key asks for it", () => {
    const range = (key: string, values: object) =>
      combinationsOf(withSweep({ [key]: values })).map((trial) => trial[key]);
    expect(range("training.learningRate", { min: 1e-5, max: 1e-3, scale: "log", points: 3 })).toEqual([
      1e-5, 1e-4, 1e-3,
    ]);
    expect(range("training.warmupRatio", { min: 0, max: 1, points: 5 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(range("training.lora.rank", { min: 1, max: 4, points: 6 })).toEqual([1, 2, 3, 4]);
  });

  it("draws the same different combinations for a seed, within the range", () => {
    const drawn = (seed: number, trials = 20) =>
      combinationsOf(
        withSweep({
          parameters: { "training.learningRate": { min: 1e-5, max: 1e-3, scale: "log" }, "training.lora.rank": [4, 8] },
          search: "random",
          trials,
          seed,
        }),
      );
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    expect(new Set(drawn(1).map((trial) => JSON.stringify(trial))).size).toBe(20);
    const rates = drawn(3, 200).map((trial) => Number(trial["training.learningRate"]));
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(1e-5);
    expect(Math.max(...rates)).toBeLessThanOrEqual(1e-3);
    // On a log scale half of them lie below the geometric mean.
    expect(Math.abs(rates.filter((rate) => rate < 1e-4).length - 100)).toBeLessThan(30);
  });

  it("draws no combination twice and ends where there are no more", () => {
    const recipe = withSweep({
      parameters: { "training.lora.rank": { min: 1, max: 5 } },
      search: "random",
      trials: 50,
    });
    const ranks = combinationsOf(recipe).map((trial) => Number(trial["training.lora.rank"]));
    expect([...ranks].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(sweepSizeOf(recipe)).toEqual({ trials: 5, repeats: 1, runs: 5 });
  });

  it("gives each run a recipe of its own, repeats over the seeds after data.seed", () => {
    const runs = trialsOf(withSweep({ ...short, repeats: 2 }));
    expect(
      runs.map(({ index, repeat, recipe }) => [index, repeat, recipe.training.learningRate, recipe.data.seed]),
    ).toEqual([
      [0, 0, 1e-4, 42],
      [1, 0, 2e-4, 42],
      [0, 1, 1e-4, 43],
      [1, 1, 2e-4, 43],
    ]);
    expect(runs[3]?.recipe.name).toBe("small · 2 · learningRate=2e-4 · seed 43");
    expect(runs[0]?.recipe.sweep).toBeUndefined();
    for (const { recipe } of runs) expect(recipeSchema.parse(recipe)).toEqual(recipe);
  });

  it("takes keys away with null, and names of at most 80 characters", () => {
    const [none, some] = trialsOf(
      withSweep({ "training.maxSteps": [null, 7] }, { name: "n".repeat(80), training: { maxSteps: 3 } }),
    );
    expect(none?.recipe.training.maxSteps).toBeUndefined();
    expect(some?.recipe.training.maxSteps).toBe(7);
    expect(some?.recipe.name.length).toBeLessThanOrEqual(80);
  });
});

describe("a sweep that cannot be carried out", () => {
  it.each([
    ["an unknown key", { "training.learnigRate": [1] }, "training.learnigRate", "no key “training.learnigRate”"],
    ["a list place that is not there", { "knowledge.3.alpha": [0.1] }, "knowledge.3.alpha", "no key"],
    ["a key below a value", { "training.epochs.x": [1] }, "training.epochs.x", "no key"],
    ["the name", { name: ["a", "b"] }, "name", "no key “name” that can be varied"],
    [
      "a value of the wrong type",
      { "training.learningRate": [1e-4, "fast"] },
      "training.learningRate",
      "fast is not taken: ",
    ],
    ["a value out of bounds", { "training.learningRate": [2] }, "training.learningRate", "2 is not taken: "],
    ["one value instead of a list", { "training.epochs": 3 }, "training.epochs", "Give a list of values"],
    ["no value", { "training.epochs": [] }, "training.epochs", "Give at least one value"],
    [
      "a range upside down",
      { "training.epochs": { min: 3, max: 1, points: 2 } },
      "training.epochs",
      "smallest value must be below",
    ],
    [
      "a log range from 0",
      { "training.epochs": { min: 0, max: 1, scale: "log", points: 2 } },
      "training.epochs",
      "logarithmic range must begin above 0",
    ],
    [
      "a grid over a range without points",
      { "training.epochs": { min: 1, max: 3 } },
      "training.epochs",
      "needs to know how many values",
    ],
    ["repeats over a varied seed", { "data.seed": [1, 2], repeats: 2 }, "data.seed", "leave one of the two out"],
    [
      "a combination that the rules refuse",
      { "knowledge.0.onPolicy": [0, 0.5], "teacher.source": ["local", "cached"] },
      "knowledge.0.onPolicy",
      "The trial onPolicy=0.5, source=cached is refused at knowledge.0.onPolicy",
    ],
  ])("%s is named with its key and the fix", (_, sweep, key, message) => {
    const { recipe, problems } = parseRecipe({ ...minimalRecipe(), sweep });
    expect(recipe).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.field).toBe(`sweep.parameters.${key}`);
    expect(problems.map((problem) => words(problem.message))[0]).toContain(message);
  });

  it.each([
    ["knowledge.0.alpha", [0.1, 0.9], "eval_loss", "sweepJudge"],
    ["knowledge.0.temperature", [1, 4], "loss", "sweepJudge"],
    ["knowledge.0.alpha", [0.1, 0.9], "eval_loss_ce", null],
    ["knowledge.0.onPolicy", [0, 0.5], "eval_loss", null],
    ["knowledge.0.onPolicy", [0, 0.5], "loss", "sweepJudge"],
    ["teacher.model", ["a/b", "c/d"], "eval_loss", "sweepJudge"],
    ["training.learningRate", [1e-4, 2e-4], "eval_loss", null],
  ])("over %s may not be judged by a loss of another meaning", (key, values, judge, rule) => {
    const { problems } = parseRecipe({
      ...minimalRecipe({ knowledge: [{ kind: "logits" }] }),
      sweep: { [key]: values, earlyStop: { key: judge } },
    });
    const expected = rule === null ? [] : [["sweep.earlyStop.key", "changes what"]];
    expect(
      problems.map(({ field, message }) => [field, words(message).includes("changes what") && "changes what"]),
    ).toEqual(expected);
  });

  it("may be judged by the cross-entropy only where it is logged", () => {
    const sweep = { ...short, earlyStop: { key: "eval_loss_ce" } };
    const fieldsOf = (knowledge: RecipeInput["knowledge"]) =>
      parseRecipe({ ...minimalRecipe({ knowledge }), sweep }).problems.map(({ field }) => field);
    expect(fieldsOf([{ kind: "answers" }])).toEqual(["sweep.earlyStop.key"]);
    expect(fieldsOf([{ kind: "hidden-states" }])).toEqual([]);
  });

  it("has too many runs", () => {
    const values = Array.from({ length: 30 }, (_, index) => index + 1);
    const { problems } = parseRecipe({
      ...minimalRecipe(),
      sweep: { "training.lora.rank": values, "training.lora.alpha": values },
    });
    expect(problems.map(({ field, message }) => [field, words(message)])).toEqual([
      ["sweep", "900 runs are more than 500; take fewer values or repeats, or search at random"],
    ]);
  });

  it("varies nothing", () => {
    expect(parseRecipe({ ...minimalRecipe(), sweep: {} }).problems[0]?.field).toBe("sweep.parameters");
    expect(parseRecipe({ ...minimalRecipe(), sweep: null }).recipe).toBeNull();
  });
});
