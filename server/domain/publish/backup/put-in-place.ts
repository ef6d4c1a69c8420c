import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { storageProblemOf } from "../../../contract/storage-error";
import type { Paths } from "../../../platform/paths";
import { databaseEntry, runsEntry } from "./archive-entries";

const beside = ["", "-wal"];

type Move = { from: string; to: string };

/**
 * Puts the database in the folder `ready`, and the runs where it holds some, in the place of the present ones, which are
 * kept under names that end in `.replaced-<stamp>`. All or nothing. Answers the paths that the present ones have now.
 */
export function putInPlace({ database, runs }: Paths, ready: string, stamp: string): string[] {
  foldLog(database);
  const aside = `.replaced-${stamp}`;
  const present = beside.map((end) => ({ from: `${database}${end}`, to: `${database}${aside}${end}` }));
  const comes: Move[] = [{ from: join(ready, databaseEntry), to: database }];
  if (existsSync(join(ready, runsEntry))) {
    present.push({ from: runs, to: `${runs}${aside}` });
    comes.push({ from: join(ready, runsEntry), to: runs });
  }
  const kept = present.filter(({ from }) => existsSync(from));
  moveAll([...kept, ...comes]);
  // Made anew from the log by whoever opens it.
  rmSync(`${database}-shm`, { force: true });
  return kept.map(({ to }) => to);
}

function moveAll(moves: Move[]): void {
  const done: Move[] = [];
  try {
    for (const move of moves) {
      renameSync(move.from, move.to);
      done.unshift(move);
    }
  } catch (error) {
    for (const { from, to } of done) renameSync(to, from);
    throw error;
  }
}

/** Brings what is still in the log into the file, which SQLite allows only while no other process has it open. */
function foldLog(database: string): void {
  // A damaged one is kept as it is, with its log.
  if (!existsSync(database) || !isReadable(database)) return;
  const client = new Database(database, { timeout: 2_000 });
  try {
    client.pragma("locking_mode = EXCLUSIVE");
    client.pragma("journal_mode = DELETE");
  } catch (error) {
    const problem = storageProblemOf(error, () => true);
    if (problem === "damaged") return;
    if (problem !== "database-locked") throw error;
    throw new AppError("conflict", message("publish.database-open"), {
      suggestion: message("publish.database-open-next"),
    });
  } finally {
    client.close();
  }
}

/** Looked at without the right to write, since SQLite takes the log of a file that it does not know away. */
function isReadable(database: string): boolean {
  const client = new Database(database, { readonly: true, timeout: 2_000 });
  try {
    client.prepare("SELECT count(*) FROM sqlite_master").get();
    return true;
  } catch {
    return false;
  } finally {
    client.close();
  }
}
