import { desc, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { runs } from "../../../../db/schema/index";
import type { RunSummary } from "../../../contract/run";
import { summarizeRun } from "./summary";

/** Runs, newest first; either those in the archive or those out of it. */
export function listRuns(db: Db, { archived }: { archived: boolean }): RunSummary[] {
  const rows = db
    .select()
    .from(runs)
    .where(archived ? isNotNull(runs.archivedAt) : isNull(runs.archivedAt))
    .orderBy(desc(runs.number))
    .all();
  return rows.map((row) => summarizeRun(db, row));
}
