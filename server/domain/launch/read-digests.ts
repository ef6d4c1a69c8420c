import { isAbsolute } from "node:path";
import type { Recipe } from "../../contract/recipe/recipe";
import { stagesOf } from "../../engines/registry";
import type { Watch } from "../../platform/keep-answers";
import { mayRead } from "../../platform/paths";
import { WorkerLimitError } from "../../platform/worker-pool";
import { keepDigest, knownDigest } from "../pipeline/stages/content-digest";
import { resolverOf } from "../recipes/hub/resolve-model";
import { runJob } from "../recipes/inputs/run-job";
import type { Services } from "../services";

/** Makes the digests of a recipe's models and data known, so that a plan can tell what would be reused. What lies outside of the allowed folders is not touched. */
export async function readDigests({ db, paths }: Services, recipe: Recipe, watch: Watch = {}): Promise<void> {
  const resolve = resolverOf(paths, recipe);
  const named = stagesOf(recipe).flatMap((spec) => spec.cacheParts({ recipe, inputs: {}, resolve }).paths);
  for (const path of new Set(named)) {
    if (!isAbsolute(path) || !mayRead(paths, path) || knownDigest(db, path) !== "unknown") continue;
    try {
      const hashed = await runJob("digest", { path }, watch);
      if (hashed !== null) keepDigest(db, path, hashed);
    } catch (error) {
      // Without it the plan only does not tell that a stage would be reused.
      if (!(error instanceof WorkerLimitError)) throw error;
    }
  }
}
