import { and, eq, inArray, isNotNull, isNull, sum } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { metricSeries, runs, type StageRow, stages, sweeps } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import type { MedianRule } from "../../../contract/recipe/sweep";
import type { Exit } from "../../../contract/stage";
import { kindsThat, traitsOf } from "../../../contract/stage-kinds";
import { sweepTrialSchema } from "../../../contract/trial";
import { appendEvent } from "../../pipeline/events/append";
import { earlyStopOf } from "../../pipeline/runs/early-stop";
import { refreshRun } from "../../pipeline/runs/refresh";
import { readJson } from "../../pipeline/stored/read-json";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import { supersede } from "../../results/convergence/judge";
import { listSeries } from "../../results/metrics/series";
import { findWorseTrials, type TrialCurve, type WorseTrial } from "./median-rule";

/** A sweep with a rule and trials at work, and how many points these have logged of its key. */
export type JudgedSweep = { sweepId: string; rule: MedianRule; points: number };

const isTraining = inArray(stages.kind, kindsThat("isTraining"));

const listTrialsAtWork = prepared((db: Db) =>
  db
    .select({ runId: runs.id, sweepId: sweeps.id, recipeJson: sweeps.recipeJson, recipeVersion: sweeps.recipeVersion })
    .from(stages)
    .innerJoin(runs, eq(stages.runId, runs.id))
    .innerJoin(sweeps, eq(runs.sweepId, sweeps.id))
    .where(and(isTraining, eq(stages.status, "running"), isNull(runs.earlyStopJson)))
    .prepare(),
);

/** Sweeps that end trials early and have a training at work that may be ended; one that a person let go on is left alone, and one whose recipe cannot be read ends none. */
export function listJudgedSweeps(db: Db): JudgedSweep[] {
  const rows = listTrialsAtWork(db).all();
  const recipes = new Map(rows.map((row) => [row.sweepId, row]));
  return [...recipes].flatMap(([sweepId, row]) => {
    const stored = readStoredRecipe(row);
    const earlyStop = stored.ok ? stored.recipe.sweep?.earlyStop : undefined;
    if (earlyStop === undefined || earlyStop === "off") return [];
    const runIds = rows.filter((row) => row.sweepId === sweepId).map(({ runId }) => runId);
    return { sweepId, rule: earlyStop, points: countPoints(db, runIds, earlyStop.key) };
  });
}

function countPoints(db: Db, runIds: string[], key: string): number {
  const found = db
    .select({ points: sum(metricSeries.count) })
    .from(metricSeries)
    .where(and(inArray(metricSeries.runId, runIds), eq(metricSeries.key, key)))
    .get();
  return Number(found?.points ?? 0);
}

/** The trials of a sweep at work that its rule ends now; a run whose place in the sweep cannot be read is not compared. */
export function judgeSweep(db: Db, { sweepId, rule }: JudgedSweep): WorseTrial[] {
  const rows = db
    .select({ run: runs, status: stages.status })
    .from(runs)
    .innerJoin(stages, and(eq(stages.runId, runs.id), isTraining))
    .where(and(eq(runs.sweepId, sweepId), isNotNull(runs.trialJson)))
    .all();
  const curves = rows.flatMap(({ run, status }): TrialCurve[] => {
    const trial = readJson(sweepTrialSchema, run.trialJson)?.index;
    if (trial === undefined) return [];
    const isRunning = status === "running" && run.earlyStopJson === null;
    return [{ runId: run.id, trial, points: curveOf(db, run.id, rule.key), isRunning }];
  });
  return findWorseTrials(curves, rule);
}

/** What the training of a run has logged of a key; after a resume the later attempt's points replace those that it repeats. */
function curveOf(db: Db, runId: string, key: string): TrialCurve["points"] {
  const series = listSeries(db, { runIds: [runId], keys: [key], points: Number.MAX_SAFE_INTEGER });
  const points = series
    .filter(({ stageKind }) => traitsOf(stageKind).isTraining)
    .flatMap((entry) => entry.points.map(([step, , value]) => ({ step, value })));
  return supersede(points).flatMap(({ step, value }) => (value === null ? [] : [{ step, value }]));
}

/** Asks for the end of a trial's training and cancels what waits in its run; anything else of it that runs goes on, since other trials may use it. False where it ended in the meantime. */
export function endTrialEarly(db: Db, { runId, earlyStop }: WorseTrial, now: number): boolean {
  return db.transaction((tx) => {
    const ofRun = eq(stages.runId, runId);
    const asked = tx
      .update(stages)
      .set({ status: "stopping", requested: "early-stop" })
      .where(and(ofRun, isTraining, eq(stages.status, "running")))
      .run();
    if (asked.changes === 0) return false;
    tx.update(stages)
      .set({ status: "cancelled", endedAt: now, retryAt: null })
      .where(and(ofRun, inArray(stages.status, ["waiting", "ready"])))
      .run();
    tx.update(runs)
      .set({ earlyStopJson: JSON.stringify(earlyStop) })
      .where(eq(runs.id, runId))
      .run();
    appendEvent(tx, "stage", { runId, stageKey: "distill" });
    refreshRun(tx, runId);
    return true;
  });
}

/** The exit of a training that its sweep ended, with the reason; any other is returned as it is. */
export function explainEarlyStop(
  db: Db,
  { runId, requested }: Pick<StageRow, "runId" | "requested">,
  exit: Exit,
): Exit {
  if (requested !== "early-stop" || exit.outcome !== "cancelled") return exit;
  const earlyStop = earlyStopOf(db.select().from(runs).where(eq(runs.id, runId)).get()?.earlyStopJson ?? null);
  if (earlyStop === null) return exit;
  const { key, step, best, median, trials } = earlyStop;
  return {
    ...exit,
    message: message("exits.stopped-early", {
      key,
      step: String(step),
      trials,
      best: best.toPrecision(4),
      median: median.toPrecision(4),
    }),
    suggestion: message("exits.stopped-early-next"),
  };
}
