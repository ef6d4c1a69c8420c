import { existsSync, readdirSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { mayRead, type Paths } from "../../../platform/paths";
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
  if (model.trustRemoteCode || !mayRead(paths, path) || !existsSync(path) || !statSync(path).isDirectory()) return [];
  const code = readdirSync(path).filter((name) => name.endsWith(".py"));
  if (code.length === 0) return [];
  return [
    {
      code: "model-code",
      severity: "error",
      field: `${role}.model`,
      line: null,
      message: message("problems.model-code", { model: model.model, files: code.join(", ") }),
      suggestion: message("problems.model-code-next", { role }),
    },
  ];
}

type ModelProblem =
  | "hub-model"
  | "outside-roots"
  | "model-missing"
  | "model-config"
  | "model-weights"
  | "model-tokenizer";

function checkModel(paths: Paths, role: string, reference: string): Problem[] {
  const field = `${role}.model`;
  const path = resolveReference(paths, reference);
  const problem = (code: ModelProblem, severity: Problem["severity"] = "error"): Problem[] => [
    {
      ...{ code, severity, field, line: null },
      message: message(`problems.${code}`, { file: reference }),
      suggestion: message(`problems.${code}-next`),
    },
  ];
  if (!isAbsolute(path)) return problem("hub-model", "warning");
  if (!mayRead(paths, path)) return problem("outside-roots");
  if (!existsSync(path) || !statSync(path).isDirectory()) return problem("model-missing");
  const names = readdirSync(path);
  if (!existsSync(join(path, "config.json"))) return problem("model-config");
  if (!names.some((name) => weightFile.test(name))) return problem("model-weights");
  if (!tokenizerFiles.some((name) => names.includes(name))) return problem("model-tokenizer");
  return [];
}
