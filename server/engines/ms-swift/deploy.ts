import { quantizeMethods } from "../../contract/recipe/quantize-methods/registry";
import type { Recipe } from "../../contract/recipe/recipe";
import { serveEngines } from "../../contract/recipe/serve-engines";
import { listSubjects, quantizedSubject } from "../../contract/recipe/subjects";
import type { ExtraEnvironment, StageContext } from "../engine";
import { extraFlags, fieldFlag, flag, listFlag } from "./flags";
import { envFor, modelFlags } from "./model-args";

/** `swift deploy` of one subject on the loopback address; `port` may be the literal `{port}` for a driver that picks one. */
export function deployArgv(context: StageContext, subject: string, port: number | "{port}"): string[] {
  const { recipe } = context;
  const model = subject === "teacher" ? recipe.teacher : recipe.student;
  return [
    ...serveProgram(context),
    "deploy",
    ...modelFlags(model, subjectPath(context, subject)),
    ...(subject === "teacher" ? listFlag("adapters", recipe.teacher.adapters.map(context.resolve)) : []),
    ...fieldFlag("serve.engine", recipe.serve.engine),
    ...flag("host", "127.0.0.1"),
    ...flag("port", port),
    ...flag("served_model_name", subject),
    ...flag("max_new_tokens", recipe.evaluate.generation.maxTokens),
    ...engineFlags(context, subject),
    ...flag("verbose", false),
    ...extraFlags(recipe.serve.extraArgs),
  ];
}

/** What each engine calls its longest context, and how it is told of weights that it does not recognise by themselves. */
function engineFlags(context: StageContext, subject: string): string[] {
  const { serve, quantize } = context.recipe;
  const { lengthFlag, takesVllmArguments } = serveEngines[serve.engine];
  const copy = quantize.find((entry) => quantizedSubject(entry) === subject);
  const format = copy === undefined ? null : quantizeMethods[copy.method].serving.toldAs;
  return [
    ...flag(lengthFlag, serve.maxModelLen),
    // Compiling first takes a CPU longer than what is asked of it here.
    ...(takesVllmArguments && serveExtra(context)?.build === "cpu" ? flag("vllm_enforce_eager", true) : []),
    ...(takesVllmArguments && format !== null
      ? flag("vllm_engine_kwargs", JSON.stringify({ quantization: format, load_format: format }))
      : []),
  ];
}

/** The environment beside the engine that serves the recipe's models; undefined where the engine does so itself. */
function serveExtra({ recipe, executables }: StageContext): ExtraEnvironment | undefined {
  const { extra } = serveEngines[recipe.serve.engine];
  return extra === null ? undefined : executables.extras?.[extra];
}

function serveProgram(context: StageContext): string[] {
  const extra = serveExtra(context);
  return extra === undefined ? [context.executables.swift] : [extra.python, "-m", "swift.cli.main"];
}

/** The environment of a stage that serves a model. */
export function serveEnv(context: StageContext): Record<string, string> {
  return { ...envFor(context), ...serveExtra(context)?.env };
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
  const hasOwnTeacher = recipe.teacher.source === "local" || recipe.teacher.source === "cached";
  // A served teacher is not on this host, and in self-distillation it is the untouched student.
  const all = listSubjects(recipe.quantize).filter((subject) => subject !== "teacher" || hasOwnTeacher);
  const { subjects } = recipe.evaluate;
  return subjects === "all" ? all : all.filter((subject) => subjects.includes(subject));
}
