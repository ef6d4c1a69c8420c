import { message } from "../../../contract/message";
import type { PairCheck } from "../../../contract/preflight";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { canonicalJson } from "../../../platform/digest";
import { firstPromptsOf, type Inputs, readInputs } from "../../recipes/inputs/read-inputs";
import { checkPair } from "../../recipes/pairs/check-pair";
import { fetchHubFiles } from "../../recipes/pairs/model/hub-cache";
import { pairProblemsOf } from "../../recipes/pairs/pair-problems";
import { quantizeProblems } from "../../recipes/pairs/quantize-problems";
import { parseRecipe } from "../../recipes/parse";
import type { Services } from "../../services";
import { settleModels } from "../engine-models";
import { checkData } from "./data";
import { checkDisk } from "./disk";
import { checkEngine } from "./engine";
import { checkModels } from "./models";
import { checkRows } from "./rows";
import { checkTeacherServers } from "./teacher-server";
import { trialVariantsOf } from "./trial-variants";

/** What a recipe's files hold and how its pair compares, beside everything that is wrong. */
type Looked = { problems: Problem[]; inputs: Inputs; pair: PairCheck };

export type RecipeCheck =
  | ({ recipe: Recipe } & Looked)
  | { recipe: null; problems: Problem[]; inputs: null; pair: null };

/** Parses a recipe and checks it; without a valid one the problems are those of its schema. */
export async function checkRecipe(services: Services, input: unknown): Promise<RecipeCheck> {
  const { recipe, problems } = parseRecipe(input);
  if (recipe === null) return { recipe, problems, inputs: null, pair: null };
  return { recipe, ...(await checkParsed(services, recipe)) };
}

/** Everything that can be known of a valid recipe before the launch: models, their pairing, data files, engine and disk of this host; of a sweep also for those of its trials that name others. */
export async function checkParsed(services: Services, recipe: Recipe): Promise<Looked> {
  const { problems: own, inputs, pair } = await lookAt(services, recipe);
  const known = new Set(own.map(nameOf));
  const ofTrials: Problem[] = [];
  for (const { recipe: trial, label } of trialVariantsOf(recipe)) {
    const { problems } = await lookAt(services, trial);
    for (const problem of problems) {
      if (known.has(nameOf(problem))) continue;
      known.add(nameOf(problem));
      ofTrials.push({
        ...problem,
        message: message("problems.with-trial", { message: problem.message, values: label }),
      });
    }
  }
  return { problems: [...own, ...ofTrials], inputs, pair };
}

function nameOf({ code, field, message: said }: Problem): string {
  return [code, field, canonicalJson(said)].join("\n");
}

async function lookAt(services: Services, recipe: Recipe): Promise<Looked> {
  const { paths } = services;
  await fetchHubFiles(paths, recipe);
  const inputs = await readInputs(paths, recipe);
  const prompts = firstPromptsOf(inputs);
  const pair = checkPair(inputs.teacher, inputs.student, prompts);
  const others = inputs.teachers.map((teacher) => checkPair(teacher, inputs.student, prompts));
  const problems = [
    checkModels(paths, recipe),
    settleModels(paths, recipe).problems,
    pairProblemsOf(recipe, pair, others),
    quantizeProblems(paths, recipe),
    checkData(recipe, inputs),
    checkRows(recipe, inputs),
    await checkEngine(services, recipe),
    await checkTeacherServers(recipe),
    await checkDisk(paths, recipe),
  ].flat();
  return { problems, inputs, pair };
}
