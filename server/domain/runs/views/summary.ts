import { z } from "zod";
import type { Db } from "../../../../db/client";
import type { RunRow } from "../../../../db/schema/index";
import type { Evaluation } from "../../../contract/evaluation";
import type { Recipe } from "../../../contract/recipe/recipe";
import { type RunSummary, runStatusSchema } from "../../../contract/run";
import { sweepPlaceOf } from "../../pipeline/runs/sweep-place";
import { failureOf } from "../../pipeline/stages/failure";
import { openStagesOf, timeLeftIn } from "../../pipeline/stages/open-stages";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { readJson } from "../../pipeline/stored/read-json";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import { headlineOf } from "../../results/evaluations/headline";
import { listEvaluations } from "../../results/evaluations/list";
import { lossSparkline } from "../../results/metrics/series";
import { progressOf } from "./progress";

const tagsSchema = z.array(z.string());
const sparklinePoints = 60;

/** A run in short, with all of it that can be read. */
export function summarizeRun(db: Db, row: RunRow): RunSummary {
  return { ...describeRun(db, row), lossSparkline: lossSparkline(db, row.id, sparklinePoints) };
}

/** The same without its curve. */
export function describeRun(db: Db, row: RunRow): Omit<RunSummary, "lossSparkline"> {
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
    timeLeft: timeLeftIn(openStagesOf(db, [row.id]).get(row.id) ?? [], Date.now()),
    progress: progressOf(pipeline, (name) => void damage.add(name)),
    failure: failureOf(pipeline),
    headline: headlineIn(recipe, listEvaluations(db, [row.id], noting("evaluations"))),
  };
  return { ...shown, damaged: [...damage] };
}

function headlineIn(recipe: Recipe | null, evaluations: Evaluation[]): RunSummary["headline"] {
  return recipe === null ? null : headlineOf(recipe, evaluations);
}
