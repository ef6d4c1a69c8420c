import { asc, eq, inArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { attempts, runs, type StageRow, stages } from "../../../../db/schema/index";
import type { RunDetail } from "../../../contract/run";
import type { Stage } from "../../../contract/stage";
import { requireRun } from "../../pipeline/runs/get-row";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { type OnDamage, toStage } from "../../pipeline/stages/rows";
import { changesOf } from "../../recipes/flatten";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import { listArtifacts } from "../../results/artifacts/list";
import { gapClosedOf } from "../../results/evaluations/gap-closed";
import { listEvaluations } from "../../results/evaluations/list";
import { summarizeMetrics } from "../../results/metrics/summary";
import type { Services } from "../../services";
import { cutAnswersOf } from "./cut-answers";
import { summarizeRun } from "./summary";

/** One run whole: recipe that ran, stages with attempts, metric summaries, evaluations, artifacts, changes against its parent; of a damaged one all that can be read. */
export function getRun({ db, paths }: Services, runId: string): RunDetail {
  const row = requireRun(db, runId);
  const stored = readStoredRecipe(row);
  const evaluations = listEvaluations(db, [runId]);
  const summary = summarizeRun(db, row);
  const damage = new Set(summary.damaged);
  const stages = listStages(db, runId, (name) => void damage.add(name));
  return {
    ...summary,
    damaged: [...damage],
    recipe: stored.ok ? stored.recipe : null,
    recipeText: stored.ok ? null : row.recipeJson,
    recipeDigest: row.recipeDigest,
    changes: row.parentRunId === null ? [] : changesBetween(db, row.parentRunId, runId),
    stages,
    metrics: summarizeMetrics(db, runId),
    evaluations,
    gapClosed: stored.ok ? gapClosedOf(stored.recipe, evaluations) : [],
    cutAnswers: stored.ok ? cutAnswersOf(db, runId, stored.recipe) : [],
    artifacts: listArtifacts(db, paths, runId),
  };
}

/** The pipeline of a run with all attempts; a reused stage names the run that it was taken from. `onDamage` hears of what cannot be read as `<stage> <name>`. */
export function listStages(db: Db, runId: string, onDamage?: OnDamage): Stage[] {
  const rows = pipelineOf(db, runId);
  const ids = rows.map(({ id }) => id);
  const all = db.select().from(attempts).where(inArray(attempts.stageId, ids)).orderBy(asc(attempts.number)).all();
  return rows.map((row) =>
    toStage(
      row,
      all.filter(({ stageId }) => stageId === row.id),
      cachedFromOf(db, row),
      (name) => onDamage?.(`${row.key} ${name}`),
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
  const [before, after] = [parentRunId, runId].map((id) => readStoredRecipe(requireRun(db, id)));
  return before?.ok && after?.ok ? changesOf(before.recipe, after.recipe) : [];
}
