import { message } from "../../contract/message";
import { fieldProblem, type Problem } from "../../contract/problem";
import type { Recipe } from "../../contract/recipe/recipe";
import { type Match, type ModelSigns, matchModel } from "../../engines/ms-swift/match-model";
import { type ModelCatalogue, readModelCatalogue } from "../../engines/ms-swift/model-catalogue";
import type { Paths } from "../../platform/paths";
import { resolveModel } from "../recipes/hub/resolve-model";
import { findModelFolder, readModelJson } from "../recipes/pairs/model/model-folder";
import { readChatTemplateText } from "../recipes/pairs/tokenizer/special-tokens";
import { loadProblems } from "./loadable";

/** A recipe whose models ms-swift can load without asking, and what had to be chosen for that or cannot be. */
export type SettledModels = { recipe: Recipe; problems: Problem[] };

type Model = Pick<Recipe["student"], "model" | "modelType" | "template">;
type Settled<Each extends Model> = { model: Each; problems: Problem[] };

/**
 * Asks the installed ms-swift's own catalogue what it would do with each model. Where it would refuse to choose between
 * several types or templates the likeliest is set, with a warning that names the others; a type or template that it does
 * not know is an error. Without a catalogue the recipe stays as it is.
 */
export function settleModels(paths: Paths, recipe: Recipe): SettledModels {
  const catalogue = readModelCatalogue(paths);
  if (catalogue === null) return { recipe, problems: [] };
  const settle = <Each extends Model>(field: string, model: Each) => settleModel(paths, catalogue, field, model);
  const student = settle("student", recipe.student);
  // A served teacher was loaded by others, and the student's own copy by the student's settings.
  const isLoaded = recipe.teacher.source === "local" || recipe.teacher.source === "cached";
  const teacher = isLoaded ? settle("teacher", recipe.teacher) : { model: recipe.teacher, problems: [] };
  const teachers = recipe.teachers.map((model, index) =>
    isLoaded ? settle(`teachers.${index}`, model) : { model, problems: [] },
  );
  return {
    recipe: {
      ...recipe,
      student: student.model,
      teacher: teacher.model,
      teachers: teachers.map(({ model }) => model),
    },
    problems: [student, teacher, ...teachers].flatMap(({ problems }) => problems),
  };
}

function settleModel<Each extends Model>(
  paths: Paths,
  catalogue: ModelCatalogue,
  field: string,
  model: Each,
): Settled<Each> {
  const unknown = [
    ...unknownName(`${field}.modelType`, "model-type-unknown", model.modelType, typesOf(catalogue)),
    ...unknownName(`${field}.template`, "template-unknown", model.template, catalogue.templates),
  ];
  if (unknown.length > 0) return { model, problems: unknown };
  const signs = signsOf(paths, model.model);
  if (signs === null) return { model, problems: [] };
  const { modelType, template } = matchModel(catalogue, signs, model);
  return {
    model: { ...model, ...chosen("modelType", modelType), ...chosen("template", template) },
    problems: [
      ...loadProblems(paths, catalogue, { field, model: model.model }, signs),
      ...choiceOf(`${field}.modelType`, "model-type-chosen", signs, modelType),
      ...choiceOf(`${field}.template`, "template-chosen", signs, template),
    ],
  };
}

function chosen(key: "modelType" | "template", { kind, value }: Match) {
  return kind === "chosen" && value !== null ? { [key]: value } : {};
}

function choiceOf(
  field: string,
  code: "model-type-chosen" | "template-chosen",
  { architecture }: ModelSigns,
  { kind, value, candidates }: Match,
): Problem[] {
  if (kind === "certain" || value === null) return [];
  if (code === "model-type-chosen" && architecture === null) {
    const byFamily = message("refusals.model-type-by-family", { chosen: value });
    return [fieldProblem("warning", code, field, byFamily, message("problems.model-type-chosen-next"))];
  }
  const others = candidates.filter((name) => name !== value).join(", ");
  const said = message(`problems.${code}`, { architecture: architecture ?? "?", chosen: value, others });
  return [fieldProblem("warning", code, field, said, message(`problems.${code}-next`))];
}

function unknownName(
  field: string,
  code: "model-type-unknown" | "template-unknown",
  name: string | undefined,
  known: readonly string[],
): Problem[] {
  if (name === undefined || known.includes(name)) return [];
  const near = known.filter((each) => each.includes(name) || name.includes(each)).slice(0, 8);
  const next = near.length > 0 ? message("control.use-one-next", { choices: near.join(", ") }) : null;
  // Without a name ms-swift, or Stillroom for it, chooses.
  return [
    { ...fieldProblem("error", code, field, message(`problems.${code}`, { name }), next), changes: { [field]: null } },
  ];
}

function typesOf({ types }: ModelCatalogue): string[] {
  return types.map(({ type }) => type);
}

/** What a model's small files show; null for one whose files are not here. */
function signsOf(paths: Paths, reference: string): ModelSigns | null {
  const { folder } = findModelFolder(paths, reference);
  if (folder === null) return null;
  const config = readModelJson(folder, "config.json");
  const saved = readModelJson(folder, "args.json");
  const [architecture] = Array.isArray(config?.architectures) ? config.architectures : [];
  return {
    reference: resolveModel(paths, reference),
    architecture: textOf(architecture),
    family: textOf(config?.model_type),
    chatTemplate: readChatTemplateText(folder),
    saved: { modelType: textOf(saved?.model_type), template: textOf(saved?.template) },
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
