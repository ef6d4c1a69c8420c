import { count, eq, sql } from "drizzle-orm";
import { evaluationItems } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import type { TimeEstimate } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { trainingDevices } from "../../../contract/recipe/resources";
import type { Progress } from "../../../contract/stage";
import { type StageKindDefinition, traitsOf } from "../../../contract/stage-kinds";
import { sumTimes, type TimeRange } from "../../../contract/time-range";
import type { StageSpec } from "../../../engines/engine";
import { allTrainingData, teachersOf } from "../../../engines/ms-swift/teachers";
import { stagesOf } from "../../../engines/registry";
import { parseProgress } from "../../pipeline/stages/rows";
import { readHeldOut } from "../../recipes/inputs/data-files";
import type { Services } from "../../services";
import { planStages } from "../plan";
import { readDigests } from "../read-digests";
import { distillTime, type StageTime } from "./distill-time";
import { fitTime, rangeAround, type TimePoint } from "./fit-time";
import { countRows, type PastStage, pastStagesOf } from "./past-stages";

type Query = { services: Services; recipe: Recipe; rows: number | null; spec: StageSpec; past: PastStage[] };

const estimators: Record<StageKindDefinition["time"], (query: Query) => StageTime | Promise<StageTime>> = {
  training: ({ services, recipe, rows, past }) => distillTime(services, recipe, rows, past),
  "rows-by-teacher": timeByRow,
  "rows-by-student": timeByRow,
  "held-out-items": timeByItem,
  "as-before": timeAsBefore,
  endless: () => ({ range: null, basis: message("times.server") }),
};

/**
 * How long each stage will take, from earlier runs of the same pair in which it succeeded, nothing for one whose result is
 * there already; `rows` are those of the training data, null where unknown.
 */
export async function estimateTime(
  services: Services,
  recipe: Recipe,
  rows: number | null,
  all: PastStage[] = pastStagesOf(services, recipe),
): Promise<TimeEstimate> {
  // Only what an earlier run left can be used again: else no file has to be read for it.
  if (all.some(({ stage }) => stage.cacheKey !== null)) await readDigests(services, recipe);
  const reused = new Set(planStages(services, recipe, "RUN").flatMap(({ id, cached }) => (cached ? [id] : [])));
  const stages: TimeEstimate["stages"] = [];
  for (const spec of stagesOf(recipe)) {
    if (reused.has(spec.key)) {
      stages.push({ key: spec.key, range: nothing, basis: message("times.reused") });
      continue;
    }
    const past = all.filter(({ stage }) => stage.key === spec.key);
    stages.push({
      key: spec.key,
      ...(await estimators[traitsOf(spec.kind).time]({ services, recipe, rows, spec, past })),
    });
  }
  const known = stages.flatMap(({ range }) => range ?? []);
  const total = known.length < stages.length ? null : sumTimes(known);
  const devices = trainingDevices(recipe.resources);
  return { stages, total, deviceHours: total === null ? null : (total.estimateMs / 3_600_000) * devices };
}

const nothing: TimeRange = { lowMs: 0, estimateMs: 0, highMs: 0 };

function neverRan(spec: StageSpec): StageTime {
  return { range: null, basis: message("times.never-ran", { stage: spec.key }) };
}

async function timeByRow({ services, recipe, spec, rows, past }: Query): Promise<StageTime> {
  const { paths } = services;
  const isShared = recipe.teachers.length > 0;
  const now = isShared ? await countRows(paths, workOf(recipe, spec).files, recipe.data) : rows;
  if (now === null) return { range: null, basis: message("times.rows-unknown") };
  const alike = past.filter(({ run }) => workOf(run.recipe, spec).model === workOf(recipe, spec).model);
  const known: Known[] = [];
  for (const { run, stage, startedAt, durationMs } of alike.slice(0, mostPast)) {
    const before = await countRows(paths, workOf(run.recipe, spec).files, { unchangedSince: startedAt });
    const workedMs = workedMsOf(parseProgress(stage.progressJson), before ?? 0);
    if (before) known.push({ run, durationMs, workedMs, units: before });
  }
  const estimate = perUnit(known, { now, unit: "row" });
  if (estimate !== null) return estimate;
  if (alike.length > 0) return { range: null, basis: message("times.data-changed") };
  return neverRan(spec);
}

/** What all rows took; a stage that went on from an earlier attempt had fewer left, and told of those. */
function workedMsOf(progress: Progress | null, rows: number): number | undefined {
  if (!progress?.totalSteps || progress.workedMs === undefined) return undefined;
  return (progress.workedMs / progress.totalSteps) * rows;
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
  if (now === null) return { range: null, basis: message("times.held-out-unread") };
  const known = past
    .slice(0, mostPast)
    .map(({ run, stage, durationMs }) => ({ run, durationMs, ...itemsOf(services, stage.id) }))
    .filter(({ units }) => units > 0);
  return perUnit(known, { now, unit: "item" }) ?? neverRan(spec);
}

/** How many items a stage answered, and how long they took where they were answered one after the other. */
function itemsOf({ db }: Services, stageId: string): Pick<TimePoint, "units" | "workedMs"> {
  const { stageId: of, latencyMs } = evaluationItems;
  const found = db
    .select({ units: count(), workedMs: sql<number | null>`sum(${latencyMs})`, timed: count(latencyMs) })
    .from(evaluationItems)
    .where(eq(of, stageId))
    .get();
  const { units = 0, workedMs = null, timed = 0 } = found ?? {};
  return { units, workedMs: timed === units ? (workedMs ?? undefined) : undefined };
}

function timeAsBefore({ spec, past }: Query): StageTime {
  const [latest] = past;
  if (latest === undefined) return neverRan(spec);
  const { row } = latest.run;
  const ratios = past.slice(0, mostPast).map(({ durationMs }) => durationMs / latest.durationMs);
  return {
    range: rangeAround(latest.durationMs, ratios),
    basis: message("times.as-before", { run: row.name, id: row.id, duration: { durationMs: latest.durationMs } }),
  };
}

/** As many earlier stages as tell the time of a later one. */
const mostPast = 10;

type Known = TimePoint & { run: PastStage["run"] };

function perUnit(known: Known[], { now, unit }: { now: number; unit: "row" | "item" }): StageTime | null {
  // Those on just as many units went over the same data, most likely: nothing has to be worked out.
  const same = known.filter(({ units }) => units === now);
  const points = same.length > 0 ? same : known;
  const fit = fitTime(points, now);
  const [latest] = points;
  if (fit === null || latest === undefined) return null;
  const { row } = latest.run;
  const basis = { run: row.name, id: row.id, each: { durationMs: fit.unitMs }, before: latest.units, now };
  if (fit.fixedMs === null) return { range: fit.range, basis: message(`times.per-${unit}`, basis) };
  const { each } = basis;
  const fixed = { durationMs: fit.fixedMs };
  return {
    range: fit.range,
    basis: message(`times.fitted-${unit}`, { each, now, fixed, runs: points.length }),
  };
}
