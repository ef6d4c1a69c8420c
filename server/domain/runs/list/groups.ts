import { eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { experiments, runFacts, sweeps } from "../../../../db/schema/index";
import type { RunFilter, RunGroup, RunGroupBy } from "../../../contract/run-list";
import { conditionOf } from "./filter";
import { refreshFacts } from "./refresh";
import { groupTerm } from "./terms";

const mostGroups = 200;

/** The groups that the runs which match fall into, the one with the newest run first; at most 200. */
export function listGroups(db: Db, filter: RunFilter, by: RunGroupBy): RunGroup[] {
  refreshFacts(db);
  const term = groupTerm(by);
  return db
    .select({
      value: term as SQL<string | null>,
      name: nameTerm(by, term),
      count: sql<number>`count(*)`,
      active: sql<number>`sum(${runFacts.status} IN ('queued', 'running', 'stopping'))`,
      failed: sql<number>`sum(${runFacts.status} = 'failed')`,
      bestQuality: sql<number | null>`max(${runFacts.qualityKept})`,
    })
    .from(runFacts)
    .leftJoin(experiments, eq(experiments.id, runFacts.experimentId))
    .leftJoin(sweeps, eq(sweeps.id, runFacts.sweepId))
    .where(conditionOf({ ...filter, group: null }))
    .groupBy(term)
    .orderBy(sql`max(${runFacts.number}) DESC`)
    .limit(mostGroups)
    .all();
}

function nameTerm(by: RunGroupBy, term: SQL): SQL<string | null> {
  if (by === "experiment") return sql<string | null>`${experiments.name}`;
  if (by === "sweep") return sql<string | null>`${sweeps.name}`;
  return term as SQL<string | null>;
}
