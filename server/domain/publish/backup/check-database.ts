import Database from "better-sqlite3";
import { findDamage } from "../../../../db/integrity";
import { lastApplied, newestMigration } from "../../../../db/migrate";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Paths } from "../../../platform/paths";
import { noBackup } from "./unpack";

/** Columns that name files of runs by path. */
const pathColumns = [
  ["attempts", "directory"],
  ["attempts", "resumed_from"],
  ["stages", "resume_from"],
  ["artifacts", "path"],
  ["digests", "path"],
] as const;

/**
 * Makes the copy of a backup's database at `copy` ready to be put in place: whole, in one file, and with the paths of its
 * runs where they are now. Throws `invalid-input` when it is damaged or not Stillroom's, `conflict` when a newer version
 * has written it; `file` is what a person named.
 */
export function readyDatabase(paths: Paths, copy: string, file: string, runsBefore: string | null): void {
  const client = new Database(copy, { fileMustExist: true });
  try {
    const damage = findDamage(client, "full");
    if (damage !== null) throw noBackup(file, `it is damaged (${damage})`);
    const applied = lastApplied(client);
    if (applied === null || columnsOf(client, "runs").length === 0)
      throw noBackup(file, "the database is another program's");
    if (applied > newestMigration(paths.migrations))
      throw new AppError("conflict", message("publish.newer-database", { file }), {
        suggestion: message("publish.newer-database-next"),
      });
    client.pragma("journal_mode = DELETE");
    // Whoever beat when the backup was made is not there now.
    client.exec("DELETE FROM runners");
    if (runsBefore !== null && runsBefore !== paths.runs) movePaths(client, runsBefore, paths.runs);
  } finally {
    client.close();
  }
}

function movePaths(client: Database.Database, before: string, now: string): void {
  for (const [table, column] of pathColumns) {
    if (!columnsOf(client, table).includes(column)) continue;
    client
      .prepare(
        `UPDATE ${table} SET ${column} = @now || substr(${column}, length(@before) + 1)
         WHERE substr(${column}, 1, length(@before)) = @before`,
      )
      .run({ before: `${before}/`, now: `${now}/` });
  }
}

function columnsOf(client: Database.Database, table: string): string[] {
  return client.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table).map(String);
}
