import type { ExtraTeacher, Student, Teacher } from "../../contract/recipe/pair";
import type { StageContext } from "../engine";
import { engineEnv, flag } from "./flags";

/** `--model … --model_type … --template … --torch_dtype …` for one model; `path` replaces the recipe's own model where a stage made one. */
export function modelFlags(model: Student | Teacher | ExtraTeacher, path: string): string[] {
  return [
    ...flag("model", path),
    ...flag("model_type", model.modelType),
    ...flag("template", model.template),
    ...flag("torch_dtype", model.dtype),
  ];
}

/** The environment for a stage: offline when both models are folders on this machine. */
export function envFor({ recipe, resolve }: Pick<StageContext, "recipe" | "resolve">): Record<string, string> {
  const isLocal = [recipe.teacher, ...recipe.teachers, recipe.student].every(({ model }) =>
    resolve(model).startsWith("/"),
  );
  return engineEnv(isLocal);
}

/** What of a model decides an engine's results beside its files. */
export function modelSettings({ modelType, template, dtype }: Student | Teacher | ExtraTeacher) {
  return { modelType, template, dtype };
}
