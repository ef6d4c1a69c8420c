import type { ExtraTeacher, Student, Teacher } from "../../contract/recipe/pair";
import type { StageContext } from "../engine";
import { engineEnv, fieldFlag } from "./flags";

/** `--model … --model_type … --template … --torch_dtype …` for one model; `path` replaces the recipe's own model where a stage made one. */
export function modelFlags(model: Student | Teacher | ExtraTeacher, path: string): string[] {
  return [
    ...fieldFlag("student.model", path),
    ...fieldFlag("model.modelType", model.modelType),
    ...fieldFlag("model.template", model.template),
    ...fieldFlag("model.dtype", model.dtype === "auto" ? undefined : model.dtype),
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
