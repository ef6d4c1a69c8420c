import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Db } from "../../../db/client";
import { stages } from "../../../db/schema/index";
import type { Recipe } from "../../contract/recipe/recipe";
import { executorOf } from "../../contract/recipe/resources";
import type { PlannedStage } from "../../contract/stage";
import type { StageSpec } from "../../engines/engine";
import { stagesOf } from "../../engines/registry";
import { mayRead } from "../../platform/paths";
import { cacheKeyOf, findCached } from "../pipeline/stages/cache";
import { knownDigest } from "../pipeline/stages/content-digest";
import { artifactsOfStage, expectedInputs } from "../pipeline/stages/inputs";
import { executablesFor } from "../placement/executors/executables";
import { resolverOf } from "../recipes/hub/resolve-model";
import { requireRecipe } from "../recipes/parse";
import type { Services } from "../services";
import { settleKnownData } from "./settle-data";
import { settleRecipe } from "./settle-recipe";

/**
 * Every stage of a recipe with its exact commands, and whether an earlier result would be reused, as far as the digests of
 * its files are known (`readDigests`). Neither models nor data have to exist, and none is opened.
 */
export function planRecipe(services: Services, input: unknown): { stages: PlannedStage[] } {
  const { recipe } = settleRecipe(services, requireRecipe(input));
  return { stages: planStages(services, settleKnownData(services.paths, recipe), "RUN") };
}

/** The plan of a recipe for the run `runId`, whose folder the commands name. */
export function planStages(services: Services, recipe: Recipe, runId: string): PlannedStage[] {
  const specs = stagesOf(recipe);
  const inputs = expectedInputs(services.paths, runId, specs);
  const cached = predictCached(services, recipe, specs);
  return specs.map((spec) => {
    const { argv, commands, env } = spec.plan({
      recipe,
      inputs,
      directory: join(services.paths.runs, runId, spec.key, "a1"),
      executables: executablesFor(services, executorOf(recipe.resources, spec.kind)),
      resolve: resolverOf(services.paths, recipe),
      resumeFrom: null,
    });
    const { key, kind, subject, dependsOn } = spec;
    return { id: key, kind, subject, argv, commands, env, dependsOn, cached: cached.has(key) };
  });
}

/** Keys of stages whose result exists already, following artifacts of reused stages into later ones. */
function predictCached({ db, paths }: Services, recipe: Recipe, specs: StageSpec[]): Set<string> {
  const digestKnown = (_: Db, path: string) => {
    const known = mayRead(paths, path) ? knownDigest(db, path) : null;
    return known === "unknown" ? null : known;
  };
  const inputs: Record<string, string> = {};
  const cached = new Set<string>();
  for (const spec of specs) {
    if (!spec.needs.every((name) => inputs[name] !== undefined)) continue;
    const resolve = resolverOf(paths, recipe);
    const key = cacheKeyOf(db, spec, { recipe, inputs, resolve }, digestKnown);
    const stageId = key === null ? null : findCached(db, key);
    const stage = stageId === null ? undefined : db.select().from(stages).where(eq(stages.id, stageId)).get();
    if (stage === undefined) continue;
    cached.add(spec.key);
    Object.assign(inputs, artifactsOfStage(db, stage));
  }
  return cached;
}
