import { count, eq } from "drizzle-orm";
import { evaluationItems } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import type { TimeEstimate } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { trainingDevices } from "../../../contract/recipe/resources";
import { type StageKindDefinition, traitsOf } from "../../../contract/stage-kinds";
import type { StageSpec } from "../../../engines/engine";
import { allTrainingData, teachersOf } from "../../../engines/ms-swift/teachers";
import { stagesOf } from "../../../engines/registry";
import { readHeldOut } from "../../recipes/inputs/data-files";
import type { Services } from "../../services";
import { distillTime, type StageTime } from "./distill-time";
import { countRows, type PastStage, pastStagesOf } from "./past-stages";

type Query = { services: Services; recipe: Recipe; rows: number | null; spec: StageSpec; past: PastStage[] };

const estimators: Record<StageKindDefinition["time"], (query: Query) => StageTime | Promise<StageTime>> = {
  training: ({ services, recipe, rows, past }) => distillTime(services, recipe, rows, past),
  "rows-by-teacher": timeByRow,
  "rows-by-student": timeByRow,
  "held-out-items": timeByItem,
  "as-before": timeAsBefore,
  endless: () => ({ estimateMs: null, basis: message("times.server") }),
};

/**
 * How long each stage will take, from the latest earlier run of the same pair in which it succeeded; `rows` are those of the
 * training data, null where unknown. The total is null unless every stage is known, since a part of it would mislead.
 */
export async function estimateTime(services: Services, recipe: Recipe, rows: number | null): Promise<TimeEstimate> {
  const all = pastStagesOf(services, recipe);
  const stages: TimeEstimate["stages"] = [];
  for (const spec of stagesOf(recipe)) {
    const past = all.filter(({ stage }) => stage.key === spec.key);
    stages.push({
      key: spec.key,
      ...(await estimators[traitsOf(spec.kind).time]({ services, recipe, rows, spec, past })),
    });
  }
  const known = stages.flatMap(({ estimateMs }) => estimateMs ?? []);
  const totalMs = known.length < stages.length ? null : known.reduce((sum, estimateMs) => sum + estimateMs, 0);
  const devices = trainingDevices(recipe.resources);
  return { stages, totalMs, deviceHours: totalMs === null ? null : (totalMs / 3_600_000) * devices };
}

function neverRan(spec: StageSpec): StageTime {
  return { estimateMs: null, basis: message("times.never-ran", { stage: spec.key }) };
}

async function timeByRow({ services, recipe, spec, rows, past }: Query): Promise<StageTime> {
  const { paths } = services;
  const isShared = recipe.teachers.length > 0;
  const now = isShared ? await countRows(paths, workOf(recipe, spec).files, recipe.data) : rows;
  if (now === null) return { estimateMs: null, basis: message("times.rows-unknown") };
  const alike = past.filter(({ run }) => workOf(run.recipe, spec).model === workOf(recipe, spec).model);
  for (const { run, startedAt, durationMs } of alike) {
    const before = await countRows(paths, workOf(run.recipe, spec).files, { unchangedSince: startedAt });
    if (before) return perUnit(run, durationMs, { before, now, unit: "row" });
  }
  if (alike.length > 0) return { estimateMs: null, basis: message("times.data-changed") };
  return neverRan(spec);
}

/** Which model goes over which files in a stage that reads the training data: each teacher its own, the student all. */
function workOf(recipe: Recipe, { key, kind }: StageSpec): { model: string | null; files: string[] } {
  const part = teachersOf(recipe).find(({ suffix }) => key === `${kind}${suffix}`);
  if (traitsOf(kind).time === "rows-by-student") return { model: recipe.student.model, files: allTrainingData(recipe) };
  return { model: part?.teacher.model ?? null, files: part?.train ?? [] };
}

async function timeByItem({ services, recipe, spec, past }: Query): Promise<StageTime> {
  const files = await readHeldOut(services.paths, recipe);
  const now = files.reduce<number | null>(
    (sum, { facts }) => (sum === null || facts === null ? null : sum + facts.lines),
    0,
  );
  if (now === null) return { estimateMs: null, basis: message("times.held-out-unread") };
  for (const { run, stage, durationMs } of past) {
    const before = itemsOf(services, stage.id);
    if (before > 0) return perUnit(run, durationMs, { before, now, unit: "item" });
  }
  return neverRan(spec);
}

function itemsOf({ db }: Services, stageId: string): number {
  const found = db.select({ items: count() }).from(evaluationItems).where(eq(evaluationItems.stageId, stageId)).get();
  return found?.items ?? 0;
}

function timeAsBefore({ spec, past }: Query): StageTime {
  const [latest] = past;
  if (latest === undefined) return neverRan(spec);
  const { row } = latest.run;
  return {
    estimateMs: latest.durationMs,
    basis: message("times.as-before", { run: row.name, id: row.id, duration: { durationMs: latest.durationMs } }),
  };
}

function perUnit(
  { row }: PastStage["run"],
  durationMs: number,
  { before, now, unit }: { before: number; now: number; unit: "row" | "item" },
): StageTime {
  const unitMs = durationMs / before;
  return {
    estimateMs: unitMs * now,
    basis: message(`times.per-${unit}`, { run: row.name, id: row.id, each: { durationMs: unitMs }, before, now }),
  };
}
