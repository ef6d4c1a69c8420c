import type { Db } from "../../../../db/client";
import { kindsThat } from "../../../contract/stage-kinds";

/** The last series of the training loss of each run; of a reused training only attempts that were there when it was. */
const findSeries = `
  SELECT own.run_id AS runId, series.id AS seriesId, series.count AS count
  FROM json_each(?) AS wanted
  JOIN stages AS own ON own.run_id = wanted.value AND own.kind IN (SELECT value FROM json_each(?))
  JOIN attempts AS attempt ON attempt.stage_id = coalesce(own.cached_from_stage_id, own.id)
    AND (own.cached_from_stage_id IS NULL OR own.ended_at IS NULL OR attempt.started_at <= own.ended_at)
  JOIN metric_series AS series ON series.attempt_id = attempt.id AND series.key = 'loss'
  ORDER BY own.position, attempt.number`;

// CROSS JOIN keeps the order: each wanted point is looked up by its key, however long the series is.
const readPoints = `
  SELECT wanted.value ->> 0 AS seriesId, point.value AS value
  FROM json_each(?) AS wanted
  CROSS JOIN metric_points AS point ON point.series_id = wanted.value ->> 0 AND point.ordinal = wanted.value ->> 1
  WHERE point.value IS NOT NULL ORDER BY point.series_id, point.ordinal`;

type Found = { runId: string; seriesId: number; count: number };

/** At most `length` values of the training loss of each run, evenly spread and oldest first, in two statements for all of them; no more points are read than that. */
export function lossCurves(db: Db, runIds: string[], length: number): Map<string, number[]> {
  const found = db.$client
    .prepare<[string, string], Found>(findSeries)
    .all(JSON.stringify(runIds), JSON.stringify(kindsThat("isTraining")));
  const lastOfRun = new Map(found.map((series) => [series.runId, series]));
  const wanted = [...lastOfRun.values()].flatMap(({ seriesId, count }) =>
    spreadOver(count, length).map((ordinal) => [seriesId, ordinal]),
  );
  const values = new Map<number, number[]>();
  const points = db.$client.prepare<[string], { seriesId: number; value: number }>(readPoints);
  for (const { seriesId, value } of points.iterate(JSON.stringify(wanted)))
    values.set(seriesId, [...(values.get(seriesId) ?? []), value]);
  return new Map([...lastOfRun].map(([runId, { seriesId }]) => [runId, values.get(seriesId) ?? []]));
}

/** At most `length` places of `count`, evenly spread, the first and the last among them. Pure. */
function spreadOver(count: number, length: number): number[] {
  if (count <= length) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length }, (_, index) => Math.round((index * (count - 1)) / (length - 1)));
}
