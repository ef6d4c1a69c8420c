import { asc, count, desc, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { runFacts } from "../../../../db/schema/index";
import type { RunPage, RunPageInput, RunRow } from "../../../contract/run-list";
import { conditionOf, isNarrowed } from "./filter";
import { refreshFacts } from "./refresh";
import { readRows } from "./rows";
import { sortTerm } from "./terms";

/** A page of the runs that match, in order, with how many match; what a run has nothing of stands last, equal ones newest first. The number of statements does not grow with the page. */
export function listPage(db: Db, input: RunPageInput): RunPage {
  refreshFacts(db);
  const condition = conditionOf(input);
  const inOrder = input.order === "asc" ? asc : desc;
  const term = sortTerm(input.sort);
  const ids = db
    .select({ id: runFacts.runId })
    .from(runFacts)
    .where(condition)
    .orderBy(
      ...(input.sort === "created" ? [inOrder(term)] : [sql`${term} IS NULL`, inOrder(term), desc(runFacts.number)]),
    )
    .limit(input.limit)
    .offset(input.offset)
    .all()
    .map(({ id }) => id);
  return { ...countRuns(db, input, condition), rows: readRows(db, ids, input) };
}

/** Lines of the list for these runs, archived or not, in the order asked for; unknown ones are left out. */
export function listRowsOf(db: Db, runIds: string[], wanted: Pick<RunPageInput, "keys" | "curves">): RunRow[] {
  refreshFacts(db);
  return readRows(db, runIds, wanted);
}

function countRuns(db: Db, input: RunPageInput, condition: SQL | undefined): { total: number; all: number } {
  const countWhere = (where: SQL | undefined) => db.select({ n: count() }).from(runFacts).where(where).get()?.n ?? 0;
  const all = countWhere(input.archived ? isNotNull(runFacts.archivedAt) : isNull(runFacts.archivedAt));
  return { all, total: isNarrowed(input) ? countWhere(condition) : all };
}
