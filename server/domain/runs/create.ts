import { stages } from "../../../db/schema/index";
import { createId } from "../../platform/ids";
import { appendEvent } from "../events/append";
import { checkRecipe } from "../recipes/check";
import { errorOf } from "../recipes/parse";
import { planStages } from "../recipes/plan";
import type { Services } from "../services";
import { insertRun } from "./insert-row";

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
    insertRun(tx, runId, recipe, input.parentRunId ?? null);
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
