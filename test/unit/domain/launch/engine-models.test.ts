import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RecipeInput } from "../../../../server/contract/recipe/recipe";
import { settleModels } from "../../../../server/domain/launch/engine-models";
import { planRecipe } from "../../../../server/domain/launch/plan";
import { createRun } from "../../../../server/domain/runs/control/create";
import { getRun } from "../../../../server/domain/runs/views/get";
import { modelCataloguePath } from "../../../../server/engines/ms-swift/model-catalogue";
import { createFakeInputs } from "../../../helpers/fake-engine";
import { minimalRecipe, parsedRecipe } from "../../../helpers/recipes";
import { saying } from "../../../helpers/saying";
import { createHome, createServices } from "../../../helpers/services";

const plain = { names: {}, architectures: ["LlamaForCausalLM"], template: null, isMultimodal: false };
const catalogue = {
  version: "4.6.0",
  types: [
    { ...plain, type: "yi", templates: ["chatml", "yi_coder"] },
    { ...plain, type: "llama", templates: ["llama", "llama3"] },
  ],
  templates: ["chatml", "llama", "llama3", "yi_coder"],
};

function hostWith(files: Record<string, unknown>) {
  const home = createHome();
  const services = createServices(home);
  const folder = join(home, "models", "mine");
  mkdirSync(folder, { recursive: true });
  mkdirSync(services.paths.engine, { recursive: true });
  writeFileSync(modelCataloguePath(services.paths), JSON.stringify(catalogue));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return { services, folder };
}

const llama = { "config.json": { architectures: ["LlamaForCausalLM"], model_type: "llama" } };
const header = { "tokenizer_config.json": { chat_template: "<|start_header_id|>{{ role }}<|end_header_id|>" } };

it("sets what ms-swift would refuse to choose, says so, and hands it to the engine", () => {
  const { services, folder } = hostWith({ ...llama, ...header });
  const input = { ...minimalRecipe(), teacher: { model: folder }, student: { model: folder } };
  const { recipe, problems } = settleModels(services.paths, parsedRecipe(input));
  expect(recipe.student).toMatchObject({ modelType: "llama", template: "llama3" });
  expect(recipe.teacher).toMatchObject({ modelType: "llama", template: "llama3" });
  expect(problems.map(({ severity, code, field }) => `${severity} ${code} ${field}`)).toEqual([
    "warning model-type-chosen student.modelType",
    "warning template-chosen student.template",
    "warning model-type-chosen teacher.modelType",
    "warning template-chosen teacher.template",
  ]);
  expect(problems[0]?.message).toEqual(saying("‘llama’ is used (others: yi)"));
  const commands = planRecipe(services, input).stages.flatMap(({ commands: all }) =>
    all.map(({ argv }) => argv.join(" ")),
  );
  expect(commands.filter((command) => /--model_type=llama .*--template=llama3/.test(command)).length).toBeGreaterThan(
    0,
  );
});

it("leaves alone what a person set, and a model whose files are not here", () => {
  const { services, folder } = hostWith(llama);
  const student = { model: folder, modelType: "yi", template: "yi_coder" };
  const recipe = parsedRecipe({ teacher: { model: "owner/teacher" }, student });
  expect(settleModels(services.paths, recipe)).toEqual({ recipe, problems: [] });
});

it("refuses a type and a template that the installed ms-swift does not know, naming the near ones", () => {
  const { services, folder } = hostWith(llama);
  const student: RecipeInput["student"] = { model: folder, modelType: "lla", template: "llama33" };
  const { problems } = settleModels(services.paths, parsedRecipe({ teacher: { model: "owner/teacher" }, student }));
  expect(problems).toMatchObject([
    {
      severity: "error",
      field: "student.modelType",
      message: saying("‘lla’"),
      suggestion: saying("llama"),
      changes: { "student.modelType": null },
    },
    { severity: "error", field: "student.template", message: saying("‘llama33’"), suggestion: saying("llama3") },
  ]);
});

it("takes the type by the family where the configuration names no architecture, and says so", () => {
  const { services, folder } = hostWith({ "config.json": { model_type: "llama" } });
  const { recipe, problems } = settleModels(
    services.paths,
    parsedRecipe({ teacher: { model: "owner/teacher" }, student: { model: folder } }),
  );
  expect(recipe.student.modelType).toBe("llama");
  expect(problems[0]).toMatchObject({
    severity: "warning",
    field: "student.modelType",
    message: saying("names no architecture"),
  });
});

/** Lines of transformers' own list. */
const families =
  'CONFIG_MAPPING_NAMES = OrderedDict([\n        ("llama", "LlamaConfig"),\n        ("bert", "BertConfig"),\n])';

it.each<[string, Record<string, unknown>, string[]]>([
  ["a configuration that does not say what it is", { hidden_size: 64 }, ["error config-nameless"]],
  [
    "a family that transformers does not know",
    { model_type: "zorblax", architectures: ["ZorblaxForCausalLM"] },
    ["error architecture-unknown"],
  ],
  [
    "a model of several senses",
    { model_type: "llava", architectures: ["LlavaForConditionalGeneration"] },
    ["warning model-sees-more"],
  ],
  ["nothing of a family that transformers alone knows", { model_type: "bert", architectures: ["BertForMaskedLM"] }, []],
  ["nothing of a model that brings its code", { model_type: "own", auto_map: { AutoConfig: "own.Config" } }, []],
])("says of %s what the engine would", (_, config, expected) => {
  const { services, folder } = hostWith({ "config.json": config });
  const seeing = { ...plain, type: "llava", architectures: ["LlavaForConditionalGeneration"], isMultimodal: true };
  const types = [...catalogue.types, { ...seeing, template: "llama", templates: ["llama"] }];
  writeFileSync(modelCataloguePath(services.paths), JSON.stringify({ ...catalogue, types }));
  const auto = "venv/lib/python3.11/site-packages/transformers/models/auto";
  mkdirSync(join(services.paths.engine, auto), { recursive: true });
  writeFileSync(join(services.paths.engine, auto, "auto_mappings.py"), families);
  const { problems } = settleModels(
    services.paths,
    parsedRecipe({ teacher: { model: "owner/teacher" }, student: { model: folder } }),
  );
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
});

it("changes nothing while nobody has asked ms-swift", () => {
  const services = createServices(createHome());
  const recipe = parsedRecipe({});
  expect(settleModels(services.paths, recipe)).toEqual({ recipe, problems: [] });
});

it("stores each run of a sweep with what its own model asks for", async () => {
  const home = createHome();
  const services = createServices(home);
  const input = createFakeInputs(home, { lines: 1, perSecond: 1 });
  const other = { architectures: ["OtherForCausalLM"], model_type: "other" };
  for (const name of ["teacher", "student"])
    writeFileSync(join(home, "models", name, "config.json"), JSON.stringify(other));
  cpSync(join(home, "models", "student"), join(home, "models", "other"), { recursive: true });
  writeFileSync(join(home, "models", "student", "config.json"), JSON.stringify(llama["config.json"]));
  mkdirSync(services.paths.engine, { recursive: true });
  writeFileSync(modelCataloguePath(services.paths), JSON.stringify(catalogue));
  const parameters = { "student.model": ["models/student", "models/other"] };
  const { runIds } = await createRun(services, { recipe: { ...input, sweep: { parameters } } });
  const students = runIds.map((runId) => getRun(services, runId).recipe?.student);
  expect(students.map((student) => [student?.model, student?.modelType])).toEqual([
    ["models/student", "llama"],
    ["models/other", undefined],
  ]);
});
