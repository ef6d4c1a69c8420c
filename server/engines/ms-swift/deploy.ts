import type { Recipe } from "../../contract/recipe/recipe";
import { listSubjects } from "../../contract/recipe/subjects";
import type { StageContext } from "../engine";
import { extraFlags, flag } from "./flags";
import { modelFlags } from "./model-args";

/** `swift deploy` of one subject on the loopback address; `port` may be the literal `{port}` for a driver that picks one. */
export function deployArgv(context: StageContext, subject: string, port: number | "{port}"): string[] {
  const { recipe, executables } = context;
  const model = subject === "teacher" ? recipe.teacher : recipe.student;
  return [
    executables.swift,
    "deploy",
    ...modelFlags(model, subjectPath(context, subject)),
    ...flag("infer_backend", recipe.serve.engine),
    ...flag("host", "127.0.0.1"),
    ...flag("port", port),
    ...flag("served_model_name", subject),
    ...flag("max_new_tokens", recipe.evaluate.generation.maxTokens),
    ...flag("max_length", recipe.serve.maxModelLen),
    ...flag("verbose", false),
    ...extraFlags(recipe.serve.extraArgs),
  ];
}

/** The model folder (or hub id) of a subject: the recipe's own for teacher and untouched student, else what a stage made. */
export function subjectPath(
  { recipe, inputs, resolve }: Pick<StageContext, "recipe" | "inputs" | "resolve">,
  subject: string,
): string {
  if (subject === "teacher") return resolve(recipe.teacher.model);
  if (subject === "student-base") return resolve(recipe.student.model);
  return inputs[subject] ?? "";
}

/** Subjects of a recipe in the order in which they are measured. */
export function subjectsOf(recipe: Recipe): string[] {
  const all = listSubjects(recipe.quantize);
  const { subjects } = recipe.evaluate;
  return subjects === "all" ? all : all.filter((subject) => subjects.includes(subject));
}
