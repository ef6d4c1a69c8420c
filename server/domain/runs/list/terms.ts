import { type SQL, sql } from "drizzle-orm";
import { runFacts, runKeys } from "../../../../db/schema/index";
import {
  type RunGroupBy,
  type RunGrouping,
  type RunSort,
  type RunSortKey,
  recipeKeyOf,
} from "../../../contract/run-list";

/** A run that has not ended has lasted until now. */
const durationMs = sql`coalesce(${runFacts.endedAt}, unixepoch('subsec') * 1000) - ${runFacts.startedAt}`;

const sorts: Record<RunSortKey, SQL> = {
  created: sql`${runFacts.number}`,
  name: sql`${runFacts.name} COLLATE NOCASE`,
  status: sql`${runFacts.status}`,
  progress: sql`CASE ${runFacts.ownStages} WHEN 0 THEN 1.0 ELSE ${runFacts.doneStages} * 1.0 / ${runFacts.ownStages} END`,
  duration: durationMs,
  teacher: sql`${runFacts.teacher}`,
  student: sql`${runFacts.student}`,
  score: sql`${runFacts.quality}`,
  quality: sql`${runFacts.qualityKept}`,
  speed: sql`${runFacts.speedUp}`,
  size: sql`${runFacts.sizeRatio}`,
  failure: sql`${runFacts.failureCode}`,
};

/** Between the parts of a group's name that has two. */
export const pairMark = "\u001f";

const groupings: Record<RunGrouping, SQL> = {
  experiment: sql`${runFacts.experimentId}`,
  sweep: sql`${runFacts.sweepId}`,
  status: sql`${runFacts.status}`,
  pair: sql`${runFacts.teacher} || ${pairMark} || ${runFacts.student}`,
};

/** The value of a recipe key of a run. */
export function keyTerm(key: string): SQL {
  const path = `$.${JSON.stringify(key)}`;
  return sql`(SELECT json_extract(${runKeys.keys}, ${path}) FROM ${runKeys} WHERE ${runKeys.runId} = ${runFacts.runId})`;
}

/** What the list is sorted by; null where a run has nothing of it. */
export function sortTerm(sort: RunSort): SQL {
  const key = recipeKeyOf(sort);
  if (key !== null) return keyTerm(key);
  return sorts[sort as RunSortKey];
}

/** What names the group of a run, as text. */
export function groupTerm(by: RunGroupBy): SQL {
  const key = recipeKeyOf(by);
  if (key !== null) return sql`CAST(${keyTerm(key)} AS text)`;
  return groupings[by as RunGrouping];
}
