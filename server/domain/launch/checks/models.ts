import { existsSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { message } from "../../../contract/message";
import { fieldProblem, type Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { usesTeacherWeights } from "../../../contract/recipe/teacher-use";
import { namesIn } from "../../../platform/names-in";
import { mayRead, type Paths } from "../../../platform/paths";
import { resolveModel } from "../../recipes/hub/resolve-model";
import { adapterForModel, brokenFiles, fileForFolder, type NamedModel } from "./model-files";

const tokenizerFiles = ["tokenizer.json", "tokenizer.model", "vocab.json", "tokenizer_config.json"];

/** Looks at the models on this host: allowed place, `config.json`, weights, tokenizer. Hub ids give a warning, since they need a network. */
export function checkModels(paths: Paths, recipe: Recipe): Problem[] {
  const hasTeacher = usesTeacherWeights(recipe);
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
  const path = resolveModel(paths, model.model);
  if (model.trustRemoteCode || !mayRead(paths, path) || !existsSync(path) || !statSync(path).isDirectory()) return [];
  const code = (namesIn(path) ?? []).filter((name) => name.endsWith(".py"));
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

type ModelProblem = "hub-model" | "outside-roots" | "model-missing" | "model-config" | "model-tokenizer";

function checkModel(paths: Paths, role: string, reference: string): Problem[] {
  const field = `${role}.model`;
  const path = resolveModel(paths, reference);
  const named = { role, reference, path };
  const problem = (code: ModelProblem, severity: Problem["severity"] = "error"): Problem[] => [
    {
      ...{ code, severity, field, line: null },
      message: message(`problems.${code}`, { file: reference }),
      suggestion: message(`problems.${code}-next`),
    },
  ];
  if (!isAbsolute(path)) return problem("hub-model", "warning");
  if (!mayRead(paths, path)) return problem("outside-roots");
  if (!existsSync(path)) return problem("model-missing");
  if (!statSync(path).isDirectory()) return [fileForFolder(named)];
  const names = namesIn(path);
  if (names === null) return [unreadable(named)];
  if (!names.includes("config.json")) {
    const adapter = adapterForModel(paths, named);
    return adapter === null ? problem("model-config") : [adapter];
  }
  const broken = brokenFiles(named);
  if (broken.length > 0) return broken;
  if (!tokenizerFiles.some((name) => names.includes(name))) return problem("model-tokenizer");
  return [];
}

function unreadable({ role, reference }: NamedModel): Problem {
  const said = message("problems.file-unreadable", { file: reference });
  return fieldProblem("error", "file-unreadable", `${role}.model`, said, message("problems.file-unreadable-next"));
}
