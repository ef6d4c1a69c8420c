import { z } from "zod";
import type { Db } from "../../../../db/client";
import type { RunRow, StageRow } from "../../../../db/schema/index";
import { type RunSummary, runStatusSchema } from "../../../contract/run";
import { isStageDone, progressSchema, stageKindSchema, stageStatusSchema } from "../../../contract/stage";
import { recipeOf } from "../../pipeline/runs/get-row";
import { sweepPlaceOf } from "../../pipeline/runs/sweep-place";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { headlineOf } from "../../results/evaluations/headline";
import { listEvaluations } from "../../results/evaluations/list";
import { lossSparkline } from "../../results/metrics/series";

const sparklinePoints = 60;

/** A run as the list shows it. */
export function summarizeRun(db: Db, row: RunRow): RunSummary {
  const recipe = recipeOf(row);
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    experimentId: row.experimentId,
    parentRunId: row.parentRunId,
    sweep: sweepPlaceOf(db, row),
    status: runStatusSchema.parse(row.status),
    teacher: recipe.teacher.model,
    student: recipe.student.model,
    knowledge: recipe.knowledge.map(({ kind }) => kind),
    tags: z.array(z.string()).parse(JSON.parse(row.tagsJson)),
    notes: row.notes,
    archived: row.archivedAt !== null,
    priority: row.priority,
    held: row.heldAt !== null,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    progress: progressOf(pipelineOf(db, row.id)),
    lossSparkline: lossSparkline(db, row.id, sparklinePoints),
    headline: headlineOf(recipe, listEvaluations(db, [row.id])),
  };
}

function progressOf(stages: StageRow[]): RunSummary["progress"] {
  const done = stages.filter(({ status }) => isStageDone(stageStatusSchema.parse(status)));
  const current = stages.find(({ status }) => ["starting", "running", "stopping"].includes(status));
  const part = current?.progressJson ? (progressSchema.parse(JSON.parse(current.progressJson)).fraction ?? 0) : 0;
  return {
    doneStages: done.length,
    totalStages: stages.length,
    fraction: stages.length === 0 ? 0 : (done.length + part) / stages.length,
    currentStage: current
      ? {
          key: current.key,
          kind: stageKindSchema.parse(current.kind),
          subject: current.subject,
          status: stageStatusSchema.parse(current.status),
        }
      : null,
  };
}
