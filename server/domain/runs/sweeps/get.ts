import { asc, eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { type RunRow, runs } from "../../../../db/schema/index";
import { recipeSchema } from "../../../contract/recipe/recipe";
import { runStatusSchema } from "../../../contract/run";
import type { SweepDetail, SweepMeasure, SweepRun, SweepTrialRow } from "../../../contract/sweep";
import { type SweepTrial, sweepTrialSchema } from "../../../contract/trial";
import { earlyStopOf } from "../../pipeline/runs/early-stop";
import { requireSweep } from "../../pipeline/runs/sweep-row";
import { readFigures } from "./figures";
import { meanOfFigures } from "./mean";
import { measuresOf } from "./measures";
import { sweepStatusOf } from "./status";

/** A sweep whole: what is varied, its trials with the figures of each run and their mean over the repeats that succeeded (over all while none has), trials in order. Throws `not-found`. */
export function getSweep(db: Db, sweepId: string): SweepDetail {
  const row = requireSweep(db, sweepId);
  const recipe = recipeSchema.parse(JSON.parse(row.recipeJson));
  const measures = measuresOf(recipe);
  const trials = listTrials(db, sweepId, measures);
  return {
    id: row.id,
    name: row.name,
    experimentId: row.experimentId,
    status: sweepStatusOf(
      trials.flatMap((trial) =>
        trial.runs.map(({ status, earlyStop }) => ({ status, isEndedEarly: earlyStop !== null })),
      ),
    ),
    createdAt: row.createdAt,
    recipe,
    parameters: Object.keys(recipe.sweep?.parameters ?? {}),
    measures,
    trials,
  };
}

function listTrials(db: Db, sweepId: string, measures: SweepMeasure[]): SweepTrialRow[] {
  const rows = db.select().from(runs).where(eq(runs.sweepId, sweepId)).orderBy(asc(runs.number)).all();
  const figureOf = readFigures(db, rows);
  const byIndex = new Map<number, SweepTrialRow>();
  for (const row of rows) {
    const trial = sweepTrialSchema.parse(JSON.parse(row.trialJson ?? ""));
    const run = toRun(row, trial, Object.fromEntries(measures.map((measure) => [measure.id, figureOf(row, measure)])));
    const known = byIndex.get(trial.index);
    if (known === undefined)
      byIndex.set(trial.index, { index: trial.index, values: trial.values, means: {}, runs: [run] });
    else known.runs.push(run);
  }
  return [...byIndex.values()].map((trial) => ({ ...trial, means: meansOf(trial.runs, measures) }));
}

function toRun(row: RunRow, { seed }: SweepTrial, figures: SweepRun["figures"]): SweepRun {
  const { id, number, name } = row;
  const status = runStatusSchema.parse(row.status);
  return { id, number, name, seed, status, earlyStop: earlyStopOf(row.earlyStopJson), figures };
}

// A run that is not through has other losses than one that is.
function meansOf(runs: readonly SweepRun[], measures: SweepMeasure[]): SweepTrialRow["means"] {
  const whole = runs.filter(({ status }) => status === "succeeded");
  const own = whole.length > 0 ? whole : runs;
  return Object.fromEntries(
    measures.map(({ id }) => [id, meanOfFigures(own.flatMap(({ figures }) => figures[id] ?? []))]),
  );
}
