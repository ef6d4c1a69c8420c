import { asc, eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { type RunRow, runs } from "../../../../db/schema/index";
import { runStatusSchema } from "../../../contract/run";
import type { SweepDetail, SweepMeasure, SweepRun, SweepTrialRow } from "../../../contract/sweep";
import { type SweepTrial, sweepTrialSchema } from "../../../contract/trial";
import { earlyStopOf } from "../../pipeline/runs/early-stop";
import { requireSweep } from "../../pipeline/runs/sweep-row";
import { readJson } from "../../pipeline/stored/read-json";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import { readFigures } from "./figures";
import { meanOfFigures } from "./mean";
import { measuresOf } from "./measures";
import { sweepStatusOf } from "./status";

/** A sweep whole: what is varied, its trials with the figures of each run and their mean over the repeats that succeeded (over all while none has), trials in order. Throws `not-found`. */
export function getSweep(db: Db, sweepId: string): SweepDetail {
  const row = requireSweep(db, sweepId);
  const stored = readStoredRecipe(row);
  const recipe = stored.ok ? stored.recipe : null;
  const measures = measuresOf(recipe);
  const { trials, unplaced } = listTrials(db, sweepId, measures);
  return {
    id: row.id,
    name: row.name,
    experimentId: row.experimentId,
    status: sweepStatusOf(
      [...trials.flatMap((trial) => trial.runs), ...unplaced].map(({ status, earlyStop }) => ({
        status,
        isEndedEarly: earlyStop !== null,
      })),
    ),
    createdAt: row.createdAt,
    recipe,
    recipeProblem: stored.ok ? null : stored.problem,
    parameters: recipe === null ? keysOf(trials) : Object.keys(recipe.sweep?.parameters ?? {}),
    measures,
    trials,
    unplaced,
  };
}

function keysOf(trials: SweepTrialRow[]): string[] {
  return [...new Set(trials.flatMap(({ values }) => Object.keys(values)))];
}

function listTrials(
  db: Db,
  sweepId: string,
  measures: SweepMeasure[],
): { trials: SweepTrialRow[]; unplaced: SweepRun[] } {
  const rows = db.select().from(runs).where(eq(runs.sweepId, sweepId)).orderBy(asc(runs.number)).all();
  const figureOf = readFigures(db, rows);
  const byIndex = new Map<number, SweepTrialRow>();
  const unplaced: SweepRun[] = [];
  for (const row of rows) {
    const trial = readJson(sweepTrialSchema, row.trialJson);
    const run = toRun(row, trial, Object.fromEntries(measures.map((measure) => [measure.id, figureOf(row, measure)])));
    const known = trial === null ? undefined : byIndex.get(trial.index);
    if (trial === null) unplaced.push(run);
    else if (known === undefined)
      byIndex.set(trial.index, { index: trial.index, values: trial.values, means: {}, runs: [run] });
    else known.runs.push(run);
  }
  const trials = [...byIndex.values()].map((trial) => ({ ...trial, means: meansOf(trial.runs, measures) }));
  return { trials, unplaced };
}

function toRun(row: RunRow, trial: SweepTrial | null, figures: SweepRun["figures"]): SweepRun {
  const { id, number, name } = row;
  const stored = readStoredRecipe(row);
  return {
    ...{ id, number, name, seed: trial?.seed ?? null, status: runStatusSchema.parse(row.status) },
    ...{ recipeProblem: stored.ok ? null : stored.problem, earlyStop: earlyStopOf(row.earlyStopJson), figures },
  };
}

// A run that is not through has other losses than one that is.
function meansOf(runs: readonly SweepRun[], measures: SweepMeasure[]): SweepTrialRow["means"] {
  const whole = runs.filter(({ status }) => status === "succeeded");
  const own = whole.length > 0 ? whole : runs;
  return Object.fromEntries(
    measures.map(({ id }) => [id, meanOfFigures(own.flatMap(({ figures }) => figures[id] ?? []))]),
  );
}
