import { z } from "zod";
import type { Db } from "../../../../db/client";
import type { RunRow, StageRow } from "../../../../db/schema/index";
import type { Evaluation } from "../../../contract/evaluation";
import type { Recipe } from "../../../contract/recipe/recipe";
import { type RunSummary, runStatusSchema } from "../../../contract/run";
import { isStageDone, stageKindSchema, stageStatusSchema } from "../../../contract/stage";
import { sweepPlaceOf } from "../../pipeline/runs/sweep-place";
import { failureOf } from "../../pipeline/stages/failure";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { parseProgress } from "../../pipeline/stages/rows";
import { readJson } from "../../pipeline/stored/read-json";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import { headlineOf } from "../../results/evaluations/headline";
import { listEvaluations } from "../../results/evaluations/list";
import { lossSparkline } from "../../results/metrics/series";

const tagsSchema = z.array(z.string());
const sparklinePoints = 60;

/** A run as the list shows it, with all of it that can be read. */
export function summarizeRun(db: Db, row: RunRow): RunSummary {
  const stored = readStoredRecipe(row);
  const recipe = stored.ok ? stored.recipe : null;
  const damage = new Set<string>();
  const noting = (name: string) => () => void damage.add(name);
  const pipeline = pipelineOf(db, row.id);
  const shown = {
    id: row.id,
    number: row.number,
    name: row.name,
    experimentId: row.experimentId,
    parentRunId: row.parentRunId,
    sweep: sweepPlaceOf(db, row, noting("trial")),
    status: runStatusSchema.parse(row.status),
    recipeProblem: stored.ok ? null : stored.problem,
    teacher: recipe?.teacher.model ?? null,
    student: recipe?.student.model ?? null,
    knowledge: recipe?.knowledge.map(({ kind }) => kind) ?? [],
    tags: readJson(tagsSchema, row.tagsJson, noting("tags")) ?? [],
    notes: row.notes,
    archived: row.archivedAt !== null,
    priority: row.priority,
    held: row.heldAt !== null,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    progress: progressOf(pipeline, noting("progress")),
    failure: failureOf(pipeline),
    lossSparkline: lossSparkline(db, row.id, sparklinePoints),
    headline: headlineIn(recipe, listEvaluations(db, [row.id], noting("evaluations"))),
  };
  return { ...shown, damaged: [...damage] };
}

function headlineIn(recipe: Recipe | null, evaluations: Evaluation[]): RunSummary["headline"] {
  return recipe === null ? null : headlineOf(recipe, evaluations);
}

function progressOf(stages: StageRow[], onDamage: () => void): RunSummary["progress"] {
  const done = stages.filter(({ status }) => isStageDone(stageStatusSchema.parse(status)));
  const current = stages.find(({ status }) => ["starting", "running", "stopping"].includes(status));
  const part = parseProgress(current?.progressJson ?? null, onDamage)?.fraction ?? 0;
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
