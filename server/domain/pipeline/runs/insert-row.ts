import { eq, max } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { experiments, runs } from "../../../../db/schema/index";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { SweepTrial } from "../../../contract/trial";
import { canonicalJson, digestOf } from "../../../platform/digest";
import { createId } from "../../../platform/ids";
import { recipeVersion } from "../../recipes/stored/read-stored";
import { requireRun } from "./get-row";

/** The sweep that makes a run, and which of its trials the run is. */
export type SweepPart = { sweepId: string; experimentId: string; trial: SweepTrial };

/** Stores a queued run of a recipe under the next number, in its sweep's or its parent's experiment or in the one of its name. */
export function insertRun(
  tx: Tx,
  runId: string,
  recipe: Recipe,
  parentRunId: string | null,
  part: SweepPart | null = null,
): void {
  const last = tx
    .select({ last: max(runs.number) })
    .from(runs)
    .get()?.last;
  tx.insert(runs)
    .values({
      id: runId,
      number: (last ?? 0) + 1,
      experimentId: part?.experimentId ?? experimentFor(tx, recipe, parentRunId),
      parentRunId,
      name: recipe.name,
      status: "queued",
      recipeJson: canonicalJson(recipe),
      recipeVersion,
      recipeDigest: digestOf(recipe),
      tagsJson: JSON.stringify(recipe.tags),
      notes: recipe.notes,
      priority: recipe.resources.priority,
      sweepId: part?.sweepId ?? null,
      trialJson: part === null ? null : JSON.stringify(part.trial),
      createdAt: Date.now(),
    })
    .run();
}

/** The parent's experiment, or the one of the recipe's name, which is made where there is none. */
export function experimentFor(tx: Tx, recipe: Pick<Recipe, "name">, parentRunId: string | null): string {
  if (parentRunId !== null) return requireRun(tx, parentRunId).experimentId;
  const found = tx.select().from(experiments).where(eq(experiments.name, recipe.name)).get();
  if (found) return found.id;
  const id = createId("e");
  tx.insert(experiments).values({ id, name: recipe.name, createdAt: Date.now() }).run();
  return id;
}
