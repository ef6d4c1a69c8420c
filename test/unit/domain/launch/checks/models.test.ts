import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { checkModels } from "../../../../../server/domain/launch/checks/models";
import { applyChanges } from "../../../../../server/domain/recipes/apply-changes";
import { requireRecipe } from "../../../../../server/domain/recipes/parse";
import type { Services } from "../../../../../server/domain/services";
import { emptyWeights } from "../../../../fake-engine/weights";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
  model("teacher");
});

/** A model folder that can be loaded, with some files otherwise; null leaves one out. */
function model(name: string, files: Record<string, string | null> = {}): string {
  const folder = join(home, "models", name);
  mkdirSync(folder, { recursive: true });
  const whole = { "config.json": "{}", "model.safetensors": emptyWeights(16), "tokenizer.json": "{}" };
  for (const [file, text] of Object.entries({ ...whole, ...files }))
    if (text !== null) writeFileSync(join(folder, file), text);
  return `models/${name}`;
}

const recipeWith = (student: string, teacher = "models/teacher") =>
  requireRecipe({ ...minimalRecipe(), student: { model: student }, teacher: { model: teacher } });
const codesOf = (student: string) => checkModels(services.paths, recipeWith(student)).map(({ code }) => code);

it("takes a model whose files are whole, also in a folder with spaces and Chinese characters", () => {
  expect(codesOf(model("学生 模型 (v1)"))).toEqual([]);
});

const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 19591016\n";
const index = (...files: string[]) =>
  JSON.stringify({ weight_map: Object.fromEntries(files.map((file, at) => [`tensor.${at}`, file])) });

it.each<[string, string, Record<string, string | null>]>([
  ["weights that were cut", "weights-damaged", { "model.safetensors": emptyWeights(999).slice(0, -1) }],
  ["weights that go on after their end", "weights-damaged", { "model.safetensors": `${emptyWeights(9)}0` }],
  ["an empty file of weights", "weights-damaged", { "model.safetensors": "" }],
  ["a page saved as weights", "weights-damaged", { "model.safetensors": "<!DOCTYPE html><p>Not found</p>".repeat(9) }],
  ["the note of Git LFS", "weights-pointer", { "model.safetensors": pointer }],
  [
    "a shard that is not there",
    "weights-shards",
    {
      "model.safetensors": null,
      "a.safetensors": emptyWeights(1),
      "model.safetensors.index.json": index("a.safetensors", "b.safetensors"),
    },
  ],
  [
    "a shard that was cut",
    "weights-damaged",
    {
      "model.safetensors": null,
      "a.safetensors": emptyWeights(9).slice(0, -1),
      "model.safetensors.index.json": index("a.safetensors"),
    },
  ],
  ["an index that is no JSON", "weights-damaged", { "model.safetensors": null, "model.safetensors.index.json": "{" }],
  ["only GGUF", "weights-gguf", { "model.safetensors": null, "model-q8.gguf": "GGUF" }],
  ["weights by no known name", "model-weights", { "model.safetensors": null, "consolidated.safetensors": "" }],
  ["a configuration that is no JSON", "config-damaged", { "config.json": "{ not json" }],
  ["a configuration behind a byte order mark", "config-damaged", { "config.json": "\uFEFF{}" }],
  ["no tokenizer", "model-tokenizer", { "tokenizer.json": null }],
])("refuses %s", (_, code, files) => {
  expect(codesOf(model("broken", files))).toEqual([code]);
});

it("takes shards that are all there", () => {
  const shards = { "a.safetensors": emptyWeights(1), "b.safetensors": emptyWeights(2) };
  const files = { "model.safetensors": null, "model.safetensors.index.json": index(...Object.keys(shards)), ...shards };
  expect(codesOf(model("sharded", files))).toEqual([]);
});

it("refuses a configuration of another model than the weights", () => {
  const tensor = { dtype: "U8", shape: [4, 4], data_offsets: [0, 16] };
  const header = JSON.stringify({ "model.embed_tokens.weight": tensor }).padEnd(0x0101);
  const weights = `\x01\x01${"\0".repeat(6)}${header}${"0".repeat(16)}`;
  const files = (hidden: number) => ({
    "model.safetensors": weights,
    "config.json": JSON.stringify({ vocab_size: 4, hidden_size: hidden }),
  });
  expect(codesOf(model("matching", files(4)))).toEqual([]);
  expect(codesOf(model("other", files(8)))).toEqual(["weights-shape"]);
});

it("names the folder where a file of a model was given", () => {
  const [problem] = checkModels(services.paths, recipeWith(`${model("whole")}/config.json`));
  expect(problem).toMatchObject({ code: "model-is-file", field: "student.model" });
  const mended = requireRecipe(applyChanges(recipeWith("models/whole/config.json"), problem?.changes ?? {}));
  expect(checkModels(services.paths, mended)).toEqual([]);
});

it("offers no folder for a file that lies in none of a model", () => {
  writeFileSync(join(home, "models", "lone.gguf"), "GGUF");
  const [problem] = checkModels(services.paths, recipeWith("models/lone.gguf"));
  expect(problem).toMatchObject({ code: "model-is-file" });
  expect(problem?.changes).toBeUndefined();
});

it("puts a teacher's adapter on the model that it was trained on, and refuses a student's", () => {
  const base = join(home, model("base"));
  const adapter = join(home, "models", "adapter");
  mkdirSync(adapter);
  writeFileSync(join(adapter, "adapter_config.json"), JSON.stringify({ base_model_name_or_path: base }));
  const ofTeacher = recipeWith("models/teacher", "models/adapter");
  const [problem] = checkModels(services.paths, ofTeacher);
  expect(problem).toMatchObject({ code: "model-adapter", field: "teacher.model" });
  const mended = requireRecipe(applyChanges(ofTeacher, problem?.changes ?? {}));
  expect(mended.teacher).toMatchObject({ model: base, adapters: ["models/adapter"] });
  expect(checkModels(services.paths, mended)).toEqual([]);
  const [ofStudent] = checkModels(services.paths, recipeWith("models/adapter"));
  expect(ofStudent).toMatchObject({ code: "model-adapter", field: "student.model" });
  expect(ofStudent?.changes).toBeUndefined();
});

it("takes a link that leads to itself, or nowhere, for what is not there", () => {
  const loop = join(home, "models", "loop");
  symlinkSync(loop, loop);
  expect(codesOf("models/loop")).toEqual(["model-missing"]);
  const weights = join(home, model("dangling"), "model.safetensors");
  rmSync(weights);
  symlinkSync(join(home, "nowhere.safetensors"), weights);
  expect(codesOf("models/dangling")).toEqual(["weights-shards"]);
});
