import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../../../db/client";
import { attempts, evaluations, metricSeries, type RunRow, type StageRow, stages } from "../../../../db/schema/index";
import { scoreSchema } from "../../../contract/evaluation";
import { kindsThat, traitsOf } from "../../../contract/stage-kinds";
import type { MissingReason, SweepFigure, SweepMeasure } from "../../../contract/sweep";
import { readJson } from "../../pipeline/stored/read-json";

const measuredSchema = z.object({ dataset: z.string(), scores: z.record(z.string(), scoreSchema) });

/** The last logged losses by stage, the scores by stage, and the stages of every run. */
type Sources = {
  byRun: Map<string, StageRow[]>;
  losses: Map<string, Map<string, number | null>>;
  scores: Map<string, z.infer<typeof measuredSchema>[]>;
};

/** A function that gives the figure of a run by a measure, all of them read at once. */
export function readFigures(db: Db, rows: readonly RunRow[]): (run: RunRow, measure: SweepMeasure) => SweepFigure {
  const sources = readSources(
    db,
    rows.map(({ id }) => id),
  );
  return (run, measure) => figureOf(sources, run, measure);
}

function figureOf({ byRun, losses, scores }: Sources, run: RunRow, measure: SweepMeasure): SweepFigure {
  const own = byRun.get(run.id) ?? [];
  const distill = own.find(({ kind }) => traitsOf(kind).isTraining);
  if (measure.kind === "time") return timeOf(run, distill);
  if (measure.kind !== "quality") {
    const value = distill === undefined ? null : (losses.get(sourceOf(distill))?.get(measure.kind) ?? null);
    return figure(value, missingOf(run));
  }
  const student = own.find(({ kind, subject }) => traitsOf(kind).isMeasured && subject === "student");
  const measured = student === undefined ? undefined : scores.get(sourceOf(student));
  const score = measured?.find(({ dataset }) => dataset === measure.dataset)?.scores[measure.metric ?? ""];
  return figure(score?.value ?? null, score === undefined ? missingOf(run) : "not-scored");
}

function timeOf(run: RunRow, distill: StageRow | undefined): SweepFigure {
  if (distill?.status === "cached") return figure(null, "reused");
  const { startedAt = null, endedAt = null } = distill ?? {};
  return figure(startedAt === null || endedAt === null ? null : endedAt - startedAt, missingOf(run));
}

function figure(value: number | null, reason: MissingReason): SweepFigure {
  return { value, reason: value === null ? reason : null };
}

function missingOf({ status }: RunRow): MissingReason {
  if (status === "queued") return "waiting";
  return status === "running" || status === "stopping" ? "running" : "ended";
}

function sourceOf({ id, cachedFromStageId }: StageRow): string {
  return cachedFromStageId ?? id;
}

function readSources(db: Db, runIds: string[]): Sources {
  const rows = db
    .select()
    .from(stages)
    .where(
      and(
        inArray(stages.runId, runIds),
        inArray(stages.kind, [...kindsThat("isTraining"), ...kindsThat("isMeasured")]),
      ),
    )
    .all();
  const byRun = new Map<string, StageRow[]>();
  for (const row of rows) byRun.set(row.runId, [...(byRun.get(row.runId) ?? []), row]);
  const ids = [...new Set(rows.map(sourceOf))];
  return { byRun, losses: readLosses(db, ids), scores: readScores(db, ids) };
}

function readLosses(db: Db, stageIds: string[]): Sources["losses"] {
  const rows = db
    .select({ stageId: attempts.stageId, key: metricSeries.key, last: metricSeries.lastValue })
    .from(metricSeries)
    .innerJoin(attempts, eq(metricSeries.attemptId, attempts.id))
    .where(and(inArray(attempts.stageId, stageIds), inArray(metricSeries.key, ["loss", "eval_loss", "eval_loss_ce"])))
    .orderBy(asc(attempts.number))
    .all();
  const losses: Sources["losses"] = new Map();
  for (const { stageId, key, last } of rows) losses.set(stageId, (losses.get(stageId) ?? new Map()).set(key, last));
  return losses;
}

function readScores(db: Db, stageIds: string[]): Sources["scores"] {
  const rows = db.select().from(evaluations).where(inArray(evaluations.stageId, stageIds)).all();
  const scores: Sources["scores"] = new Map();
  for (const { stageId, resultJson } of rows)
    scores.set(stageId, [...(scores.get(stageId) ?? []), ...[readJson(measuredSchema, resultJson) ?? []].flat()]);
  return scores;
}
