import type { Db } from "../../../../db/client";
import type { RunFacets } from "../../../contract/run-list";
import { refreshFacts } from "./refresh";

const mostEntries = 200;

/** Tags in use (the most used first), sweeps (the newest first) and recipe keys that differ, over the runs in or out of the archive. */
export function listFacets(db: Db, { archived }: { archived: boolean }): RunFacets {
  refreshFacts(db);
  const inList = `archived_at IS ${archived ? "NOT NULL" : "NULL"}`;
  const tags = db.$client
    .prepare<[], { name: string; count: number }>(
      `SELECT tag.value AS name, count(*) AS count
       FROM run_facts, json_each(CASE WHEN json_valid(tags_json) THEN tags_json ELSE '[]' END) AS tag
       WHERE ${inList} AND tag.type = 'text' GROUP BY tag.value ORDER BY count DESC, name LIMIT ${mostEntries}`,
    )
    .all();
  const sweeps = db.$client
    .prepare<[], { id: string; name: string }>(
      `SELECT sweeps.id, sweeps.name FROM sweeps
       WHERE EXISTS (SELECT 1 FROM run_facts WHERE sweep_id = sweeps.id AND ${inList})
       ORDER BY sweeps.created_at DESC LIMIT ${mostEntries}`,
    )
    .all();
  const keys = db.$client
    .prepare<[], string>(
      `SELECT path FROM recipe_keys
       WHERE is_varied OR runs < (SELECT count(*) FROM run_keys) ORDER BY path LIMIT 400`,
    )
    .pluck()
    .all();
  return { tags, sweeps, keys };
}
