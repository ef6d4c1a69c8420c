import { eq, max } from "drizzle-orm";
import { experiments, runs, stages } from "../../../db/schema/index";
import type { Recipe } from "../../contract/recipe/recipe";
import { createId } from "../../platform/ids";
import { appendEvent } from "../events/append";
import { checkRecipe } from "../recipes/check";
import { canonicalJson, digestOf } from "../recipes/digest";
import { errorOf } from "../recipes/parse";
import { planStages } from "../recipes/plan";
import type { Services } from "../services";
import { requireRun } from "./get-row";
import type { Tx } from "./refresh";

/** Checks the recipe, stores it as it is and queues its stages. Throws `invalid-recipe` with every problem; nothing is stored then. */
export async function createRun(
  services: Services,
  input: { recipe?: unknown; parentRunId?: string | null },
): Promise<{ runId: string }> {
  const { recipe, problems } = await checkRecipe(services, input.recipe);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (recipe === null || errors.length > 0) throw errorOf(errors);
  const runId = createId("r");
  const planned = planStages(services, recipe, runId);
  services.db.transaction((tx) => {
    const experimentId = experimentFor(tx, recipe, input.parentRunId ?? null);
    const number =
      (tx
        .select({ last: max(runs.number) })
        .from(runs)
        .get()?.last ?? 0) + 1;
    tx.insert(runs)
      .values({
        id: runId,
        number,
        experimentId,
        parentRunId: input.parentRunId ?? null,
        name: recipe.name,
        status: "queued",
        recipeJson: canonicalJson(recipe),
        recipeDigest: digestOf(recipe),
        tagsJson: JSON.stringify(recipe.tags),
        notes: recipe.notes,
        createdAt: Date.now(),
      })
      .run();
    planned.forEach((stage, position) => {
      tx.insert(stages)
        .values({
          id: createId("s"),
          runId,
          key: stage.id,
          position,
          kind: stage.kind,
          subject: stage.subject,
          title: stage.title,
          status: "waiting",
          dependsOnJson: JSON.stringify(stage.dependsOn),
          argvJson: JSON.stringify(stage.argv),
          commandsJson: JSON.stringify(stage.commands),
          envJson: JSON.stringify(stage.env),
        })
        .run();
    });
    appendEvent(tx, "run", { runId });
  });
  return { runId };
}

function experimentFor(tx: Tx, recipe: Recipe, parentRunId: string | null): string {
  if (parentRunId !== null) return requireRun(tx, parentRunId).experimentId;
  const found = tx.select().from(experiments).where(eq(experiments.name, recipe.name)).get();
  if (found) return found.id;
  const id = createId("e");
  tx.insert(experiments).values({ id, name: recipe.name, createdAt: Date.now() }).run();
  return id;
}
