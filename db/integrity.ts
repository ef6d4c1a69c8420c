import { statSync } from "node:fs";
import type Database from "better-sqlite3";
import { storageError, storageProblemOf } from "../server/contract/storage-error";

/** Files up to this size are read whole at a start; of a larger one the tables but for the long one, which takes seconds a GiB. */
const wholeBytes = 32 * 2 ** 20;
const longTable = "metric_points";

/** What is wrong with the file of an open database; null when nothing is. `quick` is bounded for large files; `full` reads everything and compares indexes. */
export function findDamage(client: Database.Database, depth: "quick" | "full"): string | null {
  try {
    if (depth === "full") return verdictOf(client, "integrity_check(1)");
    if (statSync(client.name).size <= wholeBytes) return verdictOf(client, "quick_check(1)");
    client.prepare(`SELECT count(*) FROM (SELECT 1 FROM ${longTable} LIMIT 1000)`).get();
    return namesOf(client)
      .filter((name) => name !== longTable)
      .reduce<string | null>((found, name) => found ?? verdictOf(client, `quick_check("${name}")`), null);
  } catch (error) {
    if (storageProblemOf(error, () => true) !== "damaged") throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

/** Throws `damaged-database` when a quick look finds damage. */
export function assertSound(client: Database.Database): void {
  const damage = findDamage(client, "quick");
  if (damage !== null) throw storageError("damaged", damage);
}

function namesOf(client: Database.Database): string[] {
  const names = client.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  return names.map((name) => String(name).replaceAll('"', '""'));
}

function verdictOf(client: Database.Database, check: string): string | null {
  const verdict = String(client.pragma(check, { simple: true }));
  return verdict === "ok" ? null : verdict.replaceAll("\n", "; ");
}
