import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { words } from "../../../../../server/cli/language";
import { verbatim } from "../../../../../server/contract/message";
import { checkRecipe } from "../../../../../server/domain/launch/checks/check-recipe";
import type { Services } from "../../../../../server/domain/services";
import { emptyWeights } from "../../../../fake-engine/weights";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;

function writeModel(name: string, files: string[]): string {
  const folder = join(home, "models", name);
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file), file.endsWith(".safetensors") ? emptyWeights(16) : "{}");
  return `models/${name}`;
}

function writeData(name: string, text: string): string {
  mkdirSync(join(home, "data"), { recursive: true });
  writeFileSync(join(home, "data", name), text);
  return `data/${name}`;
}

const whole = ["config.json", "model.safetensors", "tokenizer.json"];
const goodTrain = '{"messages":[{"role":"user","content":"One?"}]}\n';
const goodFacts = '{"question":"Two?","answers":["2"]}\n';

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

async function check(files: { train?: string; facts?: string; teacher?: string; knowledge?: "answers" | "logits" }) {
  const { problems } = await checkRecipe(services, {
    ...minimalRecipe(),
    teacher: { model: files.teacher ?? writeModel("teacher", whole) },
    student: { model: writeModel("student", whole) },
    data: {
      train: [writeData("train.jsonl", files.train ?? goodTrain)],
      evaluation: [{ name: "facts", path: writeData("facts.jsonl", files.facts ?? goodFacts) }],
    },
    knowledge: [{ kind: files.knowledge ?? "answers" }],
  });
  return problems;
}

describe("checkRecipe", () => {
  it("finds nothing wrong with good input", async () => {
    expect(await check({})).toEqual([]);
  });

  it("needs no teacher on this host for rows that hold its answers, but the answers", async () => {
    const own = async (row: string, subjects: "all" | string[]) => {
      const { problems } = await checkRecipe(services, {
        ...minimalRecipe(),
        teacher: { model: "models/elsewhere" },
        student: { model: writeModel("student", whole) },
        data: {
          train: [writeData("train.jsonl", row)],
          evaluation: [{ name: "facts", path: writeData("facts.jsonl", goodFacts) }],
        },
        knowledge: [{ kind: "answers", source: "own" }],
        evaluate: { subjects },
      });
      return problems.map(({ code, field }) => `${field} ${code}`);
    };
    const answered = `${JSON.stringify({
      messages: [
        { role: "user", content: "One?" },
        { role: "assistant", content: "1" },
      ],
    })}\n`;
    expect(await own(answered, ["student"])).toEqual([]);
    expect(await own(answered, "all")).toContainEqual("teacher.model model-missing");
    expect(await own(goodTrain, ["student"])).toEqual(["data.train.0 answers-missing"]);
  });

  it("tells all rows that cannot be read as one problem, with the first of them and the change that leaves them out", async () => {
    const problems = await check({ train: `${goodTrain}{"messages": [\n{"mess\n` });
    expect(problems).toMatchObject([
      { code: "bad-rows", severity: "error", field: "data.train.0", line: 2, changes: { "data.badRows": "leaveOut" } },
    ]);
    expect(words(problems[0]?.message ?? verbatim(""))).toContain("2 rows are no valid JSON; first: lines 2, 3");
  });

  it("offers no way to leave rows out where none would be left, or the file itself is damaged", async () => {
    const [none] = await check({ train: "{no\n" });
    expect(none).toMatchObject({ code: "bad-rows", severity: "error" });
    expect(none?.changes).toBeUndefined();
    const [unknown] = await check({ train: '{"one": "a"}\n' });
    expect(unknown).toMatchObject({ code: "bad-file", severity: "error" });
    expect(unknown?.changes).toBeUndefined();
    expect(words(unknown?.suggestion ?? verbatim(""))).toContain("data.columns");
  });

  it("refuses an empty data set", async () => {
    expect((await check({ train: "\n" }))[0]).toMatchObject({ code: "empty-data", field: "data.train.0" });
    expect((await check({ facts: "" }))[0]).toMatchObject({ code: "empty-data", field: "data.evaluation.0.path" });
  });

  it("refuses a tokenizer that was cut", async () => {
    const teacher = writeModel("cut", whole);
    writeFileSync(join(home, teacher, "tokenizer.json"), '{"model": {"vocab": {"a');
    expect((await check({ teacher }))[0]).toMatchObject({ code: "tokenizer-damaged", field: "teacher.model" });
  });

  it("says that a figure has to be above a limit that it may not be", async () => {
    const { problems } = await checkRecipe(services, { ...minimalRecipe(), training: { epochs: 0 } });
    expect(problems).toMatchObject([{ code: "schema", field: "training.epochs" }]);
    expect(words(problems[0]?.message ?? verbatim(""))).toBe("It has to be above 0");
  });

  it("refuses a model folder without weights", async () => {
    const problems = await check({ teacher: writeModel("bare", ["config.json", "tokenizer.json"]) });
    expect(problems[0]).toMatchObject({ code: "model-weights", field: "teacher.model" });
  });

  it("finds an evaluation item in the training data, whatever its case and punctuation", async () => {
    const problems = await check({ facts: '{"question":"ONE","answers":["1"]}\n' });
    expect(problems[0]).toMatchObject({ code: "leakage", line: 1 });
  });

  it("wants answers in the data when the teacher writes none", async () => {
    expect((await check({ knowledge: "logits" }))[0]).toMatchObject({ code: "answers-missing" });
  });

  it("refuses files outside the roots, also through a link", async () => {
    symlinkSync("/etc", join(home, "models", "elsewhere"));
    const problems = await check({ teacher: "models/elsewhere" });
    expect(problems[0]).toMatchObject({ code: "outside-roots", field: "teacher.model" });
  });

  it("refuses a model that brings its own code until a person allows it", async () => {
    const problems = await check({ teacher: writeModel("coded", [...whole, "modeling_x.py"]) });
    expect(problems[0]).toMatchObject({ code: "model-code", field: "teacher.model" });
    const suggestion = problems[0]?.suggestion;
    expect(suggestion && words(suggestion)).toContain("teacher.trustRemoteCode");
  });

  it("takes a mistyped local folder for what it is, not for a hub id", async () => {
    writeModel("teacher", whole);
    expect((await check({ teacher: "models/teecher" }))[0]).toMatchObject({
      code: "model-missing",
      field: "teacher.model",
    });
  });

  it("names a missing file", async () => {
    const { problems } = await checkRecipe(services, minimalRecipe());
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(["hub-model", "file-missing"]));
  });
});

it("looks at the trials of a sweep that name other models, each fault once, with the trial", async () => {
  const recipe = {
    ...minimalRecipe(),
    teacher: { model: writeModel("teacher", whole) },
    student: { model: writeModel("student", whole) },
    data: { train: [writeData("train.jsonl", goodTrain)] },
    knowledge: [{ kind: "answers" }],
    sweep: { "student.model": ["models/student", "models/gone"], "training.learningRate": [1e-4, 2e-4] },
  };
  const errors = (await checkRecipe(services, recipe)).problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ field }) => field)).toEqual(["student.model"]);
  expect(errors[0] && words(errors[0].message)).toContain("(with model=models/gone)");
});
