import { join } from "node:path";
import { scoringVersion } from "../../contract/recipe/evaluate";
import type { Recipe } from "../../contract/recipe/recipe";
import { serveEngines } from "../../contract/recipe/serve-engines";
import { isGivenSubject, quantizedSubject } from "../../contract/recipe/subjects";
import type { StageCommand } from "../../contract/stage";
import type { StageContext, StageSpec } from "../engine";
import { deployArgv, serveEnv, subjectPath, subjectsOf } from "../ms-swift/deploy";
import { fieldFlag, flag } from "../ms-swift/flags";
import { modelSettings } from "../ms-swift/model-args";
import { measureDriver } from "../ms-swift/python-files";
import { quantizeKeyOf } from "../ms-swift/stages/quantize";

// Quality does not depend on how many are asked at once; speed is measured apart, under the load that the recipe names.
const qualityParallel = 8;

const endpoint = "http://127.0.0.1:{port}/v1";

function qualityArgv({ recipe, executables, directory }: StageContext, subject: string): string[] {
  const { maxTokens, temperature } = recipe.evaluate.generation;
  const sets = {
    local_path: join(directory, "datasets"),
    subset_list: recipe.data.evaluation.map(({ name }) => name),
    metric_list: ["Rouge"],
  };
  return [
    executables.evalscope,
    "eval",
    ...flag("model", subject),
    ...flag("api-url", endpoint),
    ...flag("api-key", "EMPTY"),
    ...flag("eval-type", "openai_api"),
    "--datasets",
    "general_qa",
    ...flag("dataset-args", JSON.stringify({ general_qa: sets })),
    ...flag("generation-config", JSON.stringify({ max_tokens: maxTokens, temperature })),
    ...flag("eval-batch-size", qualityParallel),
    ...flag("work-dir", join(directory, "evalscope")),
    "--no-timestamp",
    "--collect-perf",
    "--ignore-errors",
  ];
}

function loadArgv(context: StageContext, subject: string, parallel: number): string[] {
  const { recipe, executables, directory } = context;
  return [
    executables.evalscope,
    "perf",
    ...flag("model", subject),
    ...flag("url", `${endpoint}/chat/completions`),
    ...flag("api", "openai"),
    ...flag("dataset", "line_by_line"),
    ...flag("dataset-path", join(directory, "load-prompts.txt")),
    ...fieldFlag("evaluate.load.requests", Math.max(parallel, recipe.evaluate.load.requests)),
    ...fieldFlag("evaluate.load.parallel", parallel),
    ...fieldFlag("evaluate.generation.maxTokens", recipe.evaluate.generation.maxTokens),
    "--stream",
    "--no-test-connection",
    ...flag("tokenizer-path", subjectPath(context, subject)),
    ...flag("outputs-dir", join(directory, `load-${parallel}`)),
  ];
}

/** A stage for every subject that a recipe measures; none without held-out sets. */
export function evaluateStages(recipe: Recipe): StageSpec[] {
  if (recipe.data.evaluation.length === 0) return [];
  return subjectsOf(recipe).map((subject) => evaluateStage(subject, makersOf(recipe, subject)));
}

function makersOf(recipe: Recipe, subject: string): string[] {
  if (subject === "student") return ["distill"];
  return recipe.quantize.filter((entry) => quantizedSubject(entry) === subject).map(quantizeKeyOf);
}

/** `evaluate`: serves one subject, asks it every held-out item, measures it under load, ends the server. */
function evaluateStage(subject: string, dependsOn: string[]): StageSpec {
  return {
    key: `evaluate-${subject}`,
    kind: "evaluate",
    subject,
    dependsOn,
    needs: isGivenSubject(subject) ? [] : [subject],
    makes: {},
    plan: (context) => planEvaluation(context, subject),
    cacheParts: ({ recipe, inputs, resolve }) => ({
      settings: {
        evaluate: { ...recipe.evaluate, subjects: null },
        scoring: scoringVersion,
        serve: recipe.serve,
        model: modelSettings(subject === "teacher" ? recipe.teacher : recipe.student),
        sets: recipe.data.evaluation.map(({ name, format }) => ({ name, format })),
      },
      paths: [
        subjectPath({ recipe, inputs, resolve }, subject),
        ...(subject === "teacher" ? recipe.teacher.adapters.map(resolve) : []),
        ...recipe.data.evaluation.map(({ path }) => resolve(path)),
      ],
    }),
    collect: async (directory) => [
      { kind: "report", name: `report-${subject}`, subject, path: join(directory, "result.json"), step: null },
    ],
  };
}

function planEvaluation(context: StageContext, subject: string) {
  const { recipe, directory, executables, resolve } = context;
  const isBatched = serveEngines[recipe.serve.engine].module === null;
  const argv = [
    ...deployArgv(context, subject, "{port}"),
    ...(isBatched ? flag("max_batch_size", qualityParallel) : []),
  ];
  const evalArgv = qualityArgv(context, subject);
  const loads = recipe.evaluate.load.parallel.map((parallel) => ({
    parallel,
    requests: Math.max(parallel, recipe.evaluate.load.requests),
    argv: loadArgv(context, subject, parallel),
  }));
  const spec = {
    serverArgv: argv,
    modelName: subject,
    readyTimeoutSeconds: 1800,
    evalArgv,
    loads,
    datasets: recipe.data.evaluation.map(({ name, path }) => ({ name, path: resolve(path) })),
    modelPath: subjectPath(context, subject),
    outDir: directory,
  };
  const commands: StageCommand[] = [
    { label: "swift deploy", argv },
    { label: "evalscope eval", argv: evalArgv },
    ...loads.map((load) => ({ label: `evalscope perf (${load.parallel} parallel)`, argv: load.argv })),
  ];
  return {
    argv,
    commands,
    env: serveEnv(context),
    launch: [executables.python, measureDriver, `--spec=${join(directory, "measure.json")}`],
    files: { "measure.json": JSON.stringify(spec, null, 2) },
    followed: [],
  };
}
