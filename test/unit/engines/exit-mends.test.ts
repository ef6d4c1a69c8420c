import { describe, expect, it } from "vitest";
import { words } from "../../../server/cli/language";
import { verbatim } from "../../../server/contract/message";
import type { RecipeInput } from "../../../server/contract/recipe/recipe";
import type { Exit } from "../../../server/contract/stage";
import { classifyExit, mendsOf } from "../../../server/engines/exit-reason";
import texts from "../../fixtures/exit-texts.json";
import { parsedRecipe } from "../../helpers/recipes";

function endOf(logTail: string[]): Exit {
  const none = { exitCode: 1, signal: null, oomKill: false, requested: null, message: null };
  return classifyExit({ ...none, outcomeHint: "exited", stageKind: "distill", logTail });
}

function mendsFor(name: string, changes: Partial<RecipeInput> = {}) {
  const text = texts.find((each) => each.name === name);
  if (text === undefined) throw new Error(`There is no text of ${name}`);
  const recipe = parsedRecipe({
    teacher: { model: "models/tiny-teacher" },
    student: { model: "models/tiny-student" },
    ...changes,
  });
  return mendsOf(endOf(text.logTail), recipe).map((mend) => ({ said: words(mend.message), changes: mend.changes }));
}

describe("what ms-swift 4.6.0 really wrote is mended", () => {
  it("by full precision on a CPU", () => {
    expect(mendsFor("bfloat16 on a CPU")).toEqual([
      { said: "Clone with float32", changes: { "student.dtype": "float32" } },
    ]);
  });

  it("by one of the types that it would not choose between, the plain name of the family first", () => {
    expect(mendsFor("several model types fit").slice(0, 2)).toEqual([
      { said: "Set the model type of the student to llama", changes: { "student.modelType": "llama" } },
      {
        said: "Set the model type of the student to codefuse_codellama",
        changes: { "student.modelType": "codefuse_codellama" },
      },
    ]);
    expect(mendsFor("several types fit the teacher").map(({ changes }) => Object.keys(changes))).toContainEqual([
      "teacher.modelType",
    ]);
  });

  it("by a template, and by leaving out one that it does not know", () => {
    expect(mendsFor("several templates fit")[0]).toEqual({
      said: "Set the template of the student to llama",
      changes: { "student.template": "llama" },
    });
    const student = { model: "models/tiny-student", template: "nosuch" };
    expect(mendsFor("template that does not exist", { student })).toEqual([
      { said: "Clone without student.template", changes: { "student.template": null } },
    ]);
  });

  it("by smaller steps, or longer rows, where no step was made", () => {
    for (const name of ["step larger than the data", "all rows left out"])
      expect(mendsFor(name).map(({ changes }) => changes)).toEqual([
        { "training.batchSize": 1, "training.gradientAccumulation": 1 },
        { "data.maxLength": 8192 },
      ]);
  });

  it("by leaving out a flag that it does not know, or whose value it does not take", () => {
    const without = (extraArgs: Record<string, string | number>, name: string) =>
      mendsFor(name, { training: { extraArgs } });
    expect(without({ nosuchflag: 1, weight_decay: 0.1 }, "unknown flag")).toEqual([
      { said: "Clone without nosuchflag", changes: { "training.extraArgs.nosuchflag": null } },
    ]);
    expect(without({ weight_decay: "lots" }, "extra flag with a bad value")).toEqual([
      { said: "Clone without weight_decay", changes: { "training.extraArgs.weight_decay": null } },
    ]);
    expect(without({}, "unknown flag")).toEqual([]);
  });

  it("by adapters on every matrix where the model has none of those that were named", () => {
    expect(mendsFor("adapters on modules that are not there")).toEqual([
      { said: "Clone with adapters on every matrix", changes: { "training.lora.targetModules": ["all-linear"] } },
    ]);
  });

  it("by leaving out a model type that it does not know", () => {
    const student = { model: "models/tiny-student", modelType: "lla" };
    expect(mendsFor("model type that does not exist", { student })).toEqual([
      { said: "Clone without student.modelType", changes: { "student.modelType": null } },
    ]);
  });

  it("by the attention that comes with PyTorch", () => {
    const memory = { attention: "flash-attention-2" as const };
    expect(mendsFor("FlashAttention without its package", { memory })).toEqual([
      { said: "Clone with sdpa attention", changes: { "memory.attention": "sdpa" } },
    ]);
  });

  it("by doing without what its package is missing for", () => {
    const quantize = [
      { method: "awq" as const, bits: 4 as const },
      { method: "bnb" as const, bits: 4 as const },
    ];
    const [mend] = mendsFor("AWQ without its package", { quantize });
    expect(mend?.said).toBe("Clone without AWQ");
    expect(mend?.changes.quantize).toMatchObject([{ method: "bnb" }]);
  });

  it("by doing without a lever whose package is missing", () => {
    const knowledge = [{ kind: "answers" as const }];
    expect(mendsFor("DeepSpeed without its package", { memory: { deepspeed: "zero2" } })).toEqual([
      { said: "Clone without DeepSpeed", changes: { "memory.deepspeed": null } },
    ]);
    expect(mendsFor("liger without its package", { memory: { liger: true }, knowledge })).toEqual([
      { said: "Clone without Liger", changes: { "memory.liger": false } },
    ]);
  });

  it("by longer rows where hardly one fits", () => {
    expect(mendsFor("every row too long")).toEqual([
      { said: "Clone with up to 8192 tokens a row", changes: { "data.maxLength": 8_192 } },
    ]);
  });

  it("by adapters where 4-bit weights cannot be tuned", () => {
    expect(mendsFor("full tuning of a 4-bit model", { training: { tuner: "full" } })).toEqual([
      { said: "Clone with LoRA", changes: { "training.tuner": "lora" } },
    ]);
  });

  it("by leaving out rows that cannot be read", () => {
    expect(mendsFor("malformed JSONL").map(({ changes }) => changes)).toContainEqual({ "data.badRows": "leaveOut" });
  });
});

it("calms a loss that became NaN", () => {
  const exit = endOf(["FloatingPointError: loss is nan at step 12"]);
  const recipe = parsedRecipe({ student: { model: "m", dtype: "float16" }, training: { learningRate: 0.5 } });
  expect(mendsOf(exit, recipe).map(({ changes }) => changes)).toEqual([
    { "student.dtype": "float32" },
    { "training.learningRate": 0.05 },
  ]);
});

it("offers nothing for what it does not know, and for what did not fail", () => {
  expect(mendsOf(endOf(["KeyError: 'weight'"]), parsedRecipe({}))).toEqual([]);
  const ended = { ...endOf(["Your setup doesn't support bf16/gpu"]), outcome: "cancelled" as const };
  expect(mendsOf({ ...ended, message: verbatim("") }, parsedRecipe({}))).toEqual([]);
});

describe("the words of an error", () => {
  it("keep the end of a long path", () => {
    const path = `/data/${"folder/".repeat(40)}train.jsonl`;
    const line = `ValueError: The local path does not exist, dataset_id: \`${path}\`.`;
    expect(words(endOf([line]).message)).toContain(path);
  });

  it("lose their middle where they are too long, never a part of a word", () => {
    const names = Array.from({ length: 400 }, (_, index) => `'type-${index}'`).join(", ");
    const said = words(endOf([`ValueError: model_type: 'lla' not in [${names}]`]).message);
    expect(said.length).toBeLessThan(800);
    expect(said).toContain("model_type: 'lla' not in ['type-0', ");
    expect(said).toMatch(/'type-\d+', … 'type-\d+', /);
    expect(said).toMatch(/'type-399'\]$/);
  });
});
