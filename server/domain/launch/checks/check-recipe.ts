import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { canonicalJson } from "../../../platform/digest";
import { fetchHubFiles } from "../../recipes/pairs/model/hub-cache";
import { pairProblemsOf } from "../../recipes/pairs/pair-problems";
import { quantizeProblems } from "../../recipes/pairs/quantize-problems";
import { parseRecipe } from "../../recipes/parse";
import type { Services } from "../../services";
import { checkData } from "./data";
import { checkDisk } from "./disk";
import { checkEngine } from "./engine";
import { checkModels } from "./models";
import { checkRows } from "./rows";
import { checkTeacherServers } from "./teacher-server";
import { trialVariantsOf } from "./trial-variants";

/** Everything that can be known before the launch: schema, then models, their pairing, data files, engine and disk of this host; of a sweep also for those of its trials that name others. */
export async function checkRecipe(
  services: Services,
  input: unknown,
): Promise<{ recipe: Recipe | null; problems: Problem[] }> {
  const { recipe, problems } = parseRecipe(input);
  if (recipe === null) return { recipe, problems };
  const own = await problemsOn(services, recipe);
  const known = new Set(own.map(nameOf));
  const ofTrials: Problem[] = [];
  for (const { recipe: trial, label } of trialVariantsOf(recipe))
    for (const problem of await problemsOn(services, trial)) {
      if (known.has(nameOf(problem))) continue;
      known.add(nameOf(problem));
      ofTrials.push({
        ...problem,
        message: message("problems.with-trial", { message: problem.message, values: label }),
      });
    }
  return { recipe, problems: [...own, ...ofTrials] };
}

function nameOf({ code, field, message: said }: Problem): string {
  return [code, field, canonicalJson(said)].join("\n");
}

async function problemsOn(services: Services, recipe: Recipe): Promise<Problem[]> {
  const { paths } = services;
  await fetchHubFiles(paths, recipe);
  const data = [await checkData(paths, recipe), await checkRows(paths, recipe)];
  const found = [
    checkModels(paths, recipe),
    await pairProblemsOf(paths, recipe),
    quantizeProblems(paths, recipe),
    ...data,
    await checkEngine(services, recipe),
    await checkTeacherServers(recipe),
    await checkDisk(paths, recipe),
  ];
  return found.flat();
}
