import { message } from "../../../contract/message";
import type { PairCheck } from "../../../contract/preflight";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { canonicalJson } from "../../../platform/digest";
import { type Inputs, type InputsWatch, readInputs } from "../../recipes/inputs/read-inputs";
import { fetchHubFiles } from "../../recipes/pairs/model/hub-cache";
import { readModelFacts } from "../../recipes/pairs/model/model-facts";
import { pairProblemsOf } from "../../recipes/pairs/pair-problems";
import { quantizeProblems } from "../../recipes/pairs/quantize-problems";
import { parseRecipe } from "../../recipes/parse";
import type { Services } from "../../services";
import { rowLengthsOf } from "../row-lengths";
import { settleRecipe } from "../settle-recipe";
import { batchProblems } from "./batches";
import { checkData } from "./data";
import { checkDisk } from "./disk";
import { checkEngine } from "./engine";
import { lengthProblems } from "./lengths";
import { checkModels } from "./models";
import { checkRows } from "./rows";
import { checkTeacherServers } from "./teacher-server";
import { tokenizerProblems } from "./tokenizers";
import { checkTraining } from "./training";
import { trialVariantsOf } from "./trial-variants";

/** What a recipe's files hold and how its pair compares, beside everything that is wrong; `settled` is the recipe as it would run. */
type Looked = { settled: Recipe; problems: Problem[]; inputs: Inputs; pair: PairCheck };

/** Whoever checks may be told what is known so far, and may give up. */
export type CheckWatch = InputsWatch & {
  /** Is told at once what is wrong apart from pair and data, which take longer. */
  onProblems?: (problems: Problem[]) => void;
  /** The share of the rows that have been cut into tokens. */
  onTokens?: (share: number) => void;
};

export type RecipeCheck =
  | ({ recipe: Recipe } & Looked)
  | { recipe: null; settled: null; problems: Problem[]; inputs: null; pair: null };

/** Parses a recipe and checks it; without a valid one the problems are those of its schema. */
export async function checkRecipe(services: Services, input: unknown, watch: CheckWatch = {}): Promise<RecipeCheck> {
  const { recipe, problems } = parseRecipe(input);
  if (recipe === null) return { recipe, settled: null, problems, inputs: null, pair: null };
  return { recipe, ...(await checkParsed(services, recipe, watch)) };
}

/** Everything that can be known of a valid recipe before the launch: models, their pairing, data files, engine and disk of this host; of a sweep also for those of its trials that name others. */
export async function checkParsed(services: Services, recipe: Recipe, watch: CheckWatch = {}): Promise<Looked> {
  const looked = await lookAt(services, recipe, watch);
  const known = new Set(looked.problems.map(nameOf));
  const ofTrials: Problem[] = [];
  for (const { recipe: trial, label } of trialVariantsOf(recipe)) {
    const { problems } = await lookAt(services, trial, { signal: watch.signal });
    for (const problem of problems) {
      if (known.has(nameOf(problem))) continue;
      known.add(nameOf(problem));
      ofTrials.push({
        ...problem,
        message: message("problems.with-trial", { message: problem.message, values: label }),
      });
    }
  }
  return { ...looked, problems: [...looked.problems, ...ofTrials] };
}

function nameOf({ code, field, message: said }: Problem): string {
  return [code, field, canonicalJson(said)].join("\n");
}

async function lookAt(
  services: Services,
  asked: Recipe,
  { onProblems, onTokens, ...watch }: CheckWatch,
): Promise<Looked> {
  const { paths } = services;
  await fetchHubFiles(paths, asked);
  const { recipe, problems: chosen } = settleRecipe(services, asked);
  const ofModels = [...checkModels(paths, recipe), ...chosen];
  const ofHost = [
    ...(await checkEngine(services, recipe)),
    ...(await checkTeacherServers(paths, recipe)),
    ...(await checkDisk(paths, recipe)),
  ];
  const ofFigures = [...quantizeProblems(paths, recipe), ...checkTraining(paths, recipe)];
  onProblems?.([...ofModels, ...ofFigures, ...ofHost]);
  const inputs = await readInputs(paths, recipe, watch);
  const { pair, others } = inputs;
  const lengths = await rowLengthsOf(paths, recipe, inputs, { signal: watch.signal, onProgress: onTokens });
  const maxPositions = readModelFacts(paths, recipe.student.model).facts?.maxPositions ?? null;
  const problems = [
    ...ofModels,
    ...tokenizerProblems(paths, recipe, pair),
    ...pairProblemsOf(recipe, pair, others),
    ...ofFigures,
    ...checkData(recipe, inputs),
    ...checkRows(recipe, inputs),
    ...lengthProblems(recipe, lengths, maxPositions),
    ...batchProblems(recipe, inputs),
    ...ofHost,
  ];
  return { settled: recipe, problems, inputs, pair };
}
