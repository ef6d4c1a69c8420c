import type { Tx } from "../../../../db/client";
import { stages, sweeps } from "../../../../db/schema/index";
import type { Recipe } from "../../../contract/recipe/recipe";
import { trialsOf } from "../../../contract/recipe/trials";
import type { PlannedStage } from "../../../contract/stage";
import type { TimeRange } from "../../../contract/time-range";
import type { SweepTrial } from "../../../contract/trial";
import { createId } from "../../../platform/ids";
import { checkParsed } from "../../launch/checks/check-recipe";
import { planStages } from "../../launch/plan";
import { expectStages } from "../../launch/preflight/expect-stages";
import { settleData } from "../../launch/settle-data";
import { settleRecipe } from "../../launch/settle-recipe";
import { appendEvent } from "../../pipeline/events/append";
import { experimentFor, insertRun, type SweepPart } from "../../pipeline/runs/insert-row";
import { errorOf, requireRecipe } from "../../recipes/parse";
import { recipeVersion } from "../../recipes/stored/read-stored";
import type { Services } from "../../services";

/** `runId` is the first of `runIds`; `sweepId` is null where the recipe asked for one run. */
export type CreatedRuns = { runId: string; runIds: string[]; sweepId: string | null };

type Made = {
  runId: string;
  recipe: Recipe;
  trial: SweepTrial | null;
  planned: PlannedStage[];
  expected: Map<string, TimeRange>;
};

/** Starts what a recipe asks for, which is parsed here. Throws `invalid-recipe` with every problem; nothing is stored then. */
export async function createRun(
  services: Services,
  input: { recipe?: unknown; parentRunId?: string | null },
): Promise<CreatedRuns> {
  return startRecipe(services, requireRecipe(input.recipe), input.parentRunId ?? null);
}

/** Checks a valid recipe, stores it as it is and queues its stages; a sweep makes all its runs, or none, in one experiment. Throws `invalid-recipe` with every problem; nothing is stored then. */
export async function startRecipe(
  services: Services,
  recipe: Recipe,
  parentRunId: string | null = null,
): Promise<CreatedRuns> {
  const { problems } = await checkParsed(services, recipe);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw errorOf(errors);
  const made = await listRuns(services, recipe);
  const sweepId = recipe.sweep === undefined ? null : createId("w");
  services.db.transaction((tx) => {
    const sweep = sweepId === null ? null : insertSweep(tx, sweepId, recipe, parentRunId);
    for (const run of made) {
      const part = sweep === null || run.trial === null ? null : { ...sweep, trial: run.trial };
      insertRun(tx, run.runId, run.recipe, parentRunId, part);
      insertStages(tx, run);
      appendEvent(tx, "run", { runId: run.runId });
    }
  });
  return { runId: made[0]?.runId ?? "", runIds: made.map(({ runId }) => runId), sweepId };
}

async function listRuns(services: Services, recipe: Recipe): Promise<Made[]> {
  const make = async (own: Recipe, trial: SweepTrial | null): Promise<Made> => {
    const runId = createId("r");
    // Run by run, since a trial may name another model or other data than its sweep.
    const settled = await settleData(services.paths, settleRecipe(services, own).recipe);
    const planned = planStages(services, settled, runId);
    return { runId, recipe: settled, trial, planned, expected: await expectStages(services, settled) };
  };
  if (recipe.sweep === undefined) return [await make(recipe, null)];
  const made: Made[] = [];
  for (const { recipe: own, ...trial } of trialsOf(recipe)) made.push(await make(own, trial));
  return made;
}

function insertSweep(tx: Tx, sweepId: string, recipe: Recipe, parentRunId: string | null): Omit<SweepPart, "trial"> {
  const experimentId = experimentFor(tx, recipe, parentRunId);
  const row = { id: sweepId, experimentId, name: recipe.name, recipeJson: JSON.stringify(recipe), recipeVersion };
  tx.insert(sweeps)
    .values({ ...row, createdAt: Date.now() })
    .run();
  return { sweepId, experimentId };
}

function insertStages(tx: Tx, { runId, planned, expected }: Made): void {
  planned.forEach((stage, position) => {
    const range = expected.get(stage.id);
    tx.insert(stages)
      .values({
        id: createId("s"),
        runId,
        key: stage.id,
        position,
        kind: stage.kind,
        subject: stage.subject,
        status: "waiting",
        dependsOnJson: JSON.stringify(stage.dependsOn),
        argvJson: JSON.stringify(stage.argv),
        commandsJson: JSON.stringify(stage.commands),
        envJson: JSON.stringify(stage.env),
        expectedJson: range === undefined ? null : JSON.stringify(range),
      })
      .run();
  });
}
