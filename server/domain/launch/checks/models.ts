import { existsSync, readdirSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { isInside, type Paths } from "../../../platform/paths";
import { resolveReference } from "../../recipes/resolve";

const weightFile = /\.(safetensors|bin|gguf)$/;
const tokenizerFiles = ["tokenizer.json", "tokenizer.model", "vocab.json", "tokenizer_config.json"];

/** Looks at the models on this host: allowed place, `config.json`, weights, tokenizer. Hub ids give a warning, since they need a network. */
export function checkModels(paths: Paths, recipe: Recipe): Problem[] {
  const hasTeacher = recipe.teacher.source !== "server";
  const places = [
    ...(hasTeacher ? [{ role: "teacher", model: recipe.teacher }] : []),
    ...(hasTeacher ? recipe.teachers.map((model, index) => ({ role: `teachers.${index}`, model })) : []),
    { role: "student", model: recipe.student },
  ];
  return places.flatMap(({ role, model }) => [
    ...checkModel(paths, role, model.model),
    ...checkCode(paths, role, model),
  ]);
}

/** The engine executes Python files that a model folder brings along, so that a person has to allow it model by model. */
function checkCode(paths: Paths, role: string, model: Pick<Recipe["student"], "model" | "trustRemoteCode">): Problem[] {
  const path = resolveReference(paths, model.model);
  if (model.trustRemoteCode || !isInside(path, paths.roots) || !existsSync(path) || !statSync(path).isDirectory())
    return [];
  const code = readdirSync(path).filter((name) => name.endsWith(".py"));
  if (code.length === 0) return [];
  return [
    {
      code: "model-code",
      severity: "error",
      field: `${role}.model`,
      line: null,
      message: `'${model.model}' brings its own code (${code.join(", ")}), which the engine would execute`,
      suggestion: `Read it, then set ${role}.trustRemoteCode to true in the YAML`,
    },
  ];
}

function checkModel(paths: Paths, role: string, reference: string): Problem[] {
  const field = `${role}.model`;
  const path = resolveReference(paths, reference);
  const error = (code: string, message: string, suggestion: string): Problem[] => [
    { code, severity: "error", field, line: null, message, suggestion },
  ];
  if (!isAbsolute(path))
    return [
      {
        code: "hub-model",
        severity: "warning",
        field,
        line: null,
        message: `'${reference}' is not a folder on this machine; the engine will look for it on the hub`,
        suggestion: "Without a network give the path of a local model folder",
      },
    ];
  if (!isInside(path, paths.roots))
    return error(
      "outside-roots",
      `'${reference}' lies outside the folders that Stillroom may read`,
      "Move it under the project or STILLROOM_HOME, or add its folder to STILLROOM_ROOTS",
    );
  if (!existsSync(path) || !statSync(path).isDirectory())
    return error(
      "model-missing",
      `No model folder at '${reference}'`,
      "Check the path, or give a hub id such as owner/name",
    );
  const names = readdirSync(path);
  if (!existsSync(join(path, "config.json")))
    return error("model-config", `'${reference}' has no config.json`, "Give a folder in the Hugging Face layout");
  if (!names.some((name) => weightFile.test(name)))
    return error(
      "model-weights",
      `'${reference}' has no weights (*.safetensors)`,
      "Download the whole model, not only its configuration",
    );
  if (!tokenizerFiles.some((name) => names.includes(name)))
    return error(
      "model-tokenizer",
      `'${reference}' has no tokenizer files`,
      "Copy tokenizer.json and tokenizer_config.json beside the weights",
    );
  return [];
}
