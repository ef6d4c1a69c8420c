import { and, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { runFacts } from "../../../../db/schema/index";
import type { RunFilter } from "../../../contract/run-list";
import { groupTerm } from "./terms";

/** The condition that a filter puts on the facts of a run. */
export function conditionOf(filter: RunFilter): SQL | undefined {
  const { statuses, sweeps, origins, createdFrom, createdBefore, group } = filter;
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return and(
    filter.archived ? isNotNull(runFacts.archivedAt) : isNull(runFacts.archivedAt),
    ...words.map((word) => sql`instr(${runFacts.searchText}, ${word}) > 0`),
    statuses.length > 0 ? inArray(runFacts.status, statuses) : undefined,
    ...filter.tags.map((tag) => holds(sql`${runFacts.tagsJson}`, [tag])),
    sweeps.length > 0 ? inArray(runFacts.sweepId, sweeps) : undefined,
    filter.knowledge.length > 0 ? holds(sql`${runFacts.knowledgeJson}`, filter.knowledge) : undefined,
    origins.length > 0 ? inArray(runFacts.origin, origins) : undefined,
    createdFrom == null ? undefined : gte(runFacts.createdAt, createdFrom),
    createdBefore == null ? undefined : lt(runFacts.createdAt, createdBefore),
    group == null ? undefined : sql`${groupTerm(group.by)} IS ${group.value}`,
  );
}

/** Whether a filter leaves out runs beside those that are in the archive, or are not. */
export function isNarrowed(filter: RunFilter): boolean {
  const { search, statuses, tags, sweeps, knowledge, origins, createdFrom, createdBefore, group } = filter;
  const lists: readonly unknown[][] = [statuses, tags, sweeps, knowledge, origins];
  const single = [createdFrom, createdBefore, group];
  return search.trim() !== "" || lists.some(({ length }) => length > 0) || single.some((value) => value != null);
}

/** True where a stored list holds one of the values; a damaged list holds none. */
function holds(list: SQL, values: string[]): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(${list}) THEN ${list} ELSE '[]' END) AS held WHERE held.value IN ${values})`;
}
