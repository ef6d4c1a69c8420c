import { asc, eq, inArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { attempts, runs, type StageRow, stages } from "../../../../db/schema/index";
import type { RunDetail } from "../../../contract/run";
import type { Stage } from "../../../contract/stage";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { toStage } from "../../pipeline/stages/rows";
import { changesOf } from "../../recipes/flatten";
import { listArtifacts } from "../../results/artifacts/list";
import { gapClosedOf } from "../../results/evaluations/gap-closed";
import { listEvaluations } from "../../results/evaluations/list";
import { summarizeMetrics } from "../../results/metrics/summary";
import type { Services } from "../../services";
import { summarizeRun } from "./summary";

/** One run whole: recipe that ran, stages with attempts, metric summaries, evaluations, artifacts, changes against its parent. */
export function getRun({ db, paths }: Services, runId: string): RunDetail {
  const row = requireRun(db, runId);
  const recipe = recipeOf(row);
  const evaluations = listEvaluations(db, [runId]);
  return {
    ...summarizeRun(db, row),
    recipe,
    recipeDigest: row.recipeDigest,
    changes: row.parentRunId === null ? [] : changesBetween(db, row.parentRunId, runId),
    stages: listStages(db, runId),
    metrics: summarizeMetrics(db, runId),
    evaluations,
    gapClosed: gapClosedOf(recipe, evaluations),
    artifacts: listArtifacts(db, paths, runId),
  };
}

/** The pipeline of a run with all attempts; a reused stage names the run that it was taken from. */
export function listStages(db: Db, runId: string): Stage[] {
  const rows = pipelineOf(db, runId);
  const ids = rows.map(({ id }) => id);
  const all = db.select().from(attempts).where(inArray(attempts.stageId, ids)).orderBy(asc(attempts.number)).all();
  return rows.map((row) =>
    toStage(
      row,
      all.filter(({ stageId }) => stageId === row.id),
      cachedFromOf(db, row),
    ),
  );
}

function cachedFromOf(db: Db, row: StageRow): Stage["cachedFrom"] {
  if (row.cachedFromStageId === null) return null;
  const source = db
    .select({ runId: runs.id, runName: runs.name })
    .from(stages)
    .innerJoin(runs, eq(stages.runId, runs.id))
    .where(eq(stages.id, row.cachedFromStageId))
    .get();
  return source ?? null;
}

function changesBetween(db: Db, parentRunId: string, runId: string): RunDetail["changes"] {
  return changesOf(recipeOf(requireRun(db, parentRunId)), recipeOf(requireRun(db, runId)));
}
