import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type Database from "better-sqlite3";
import { isAlive } from "../server/platform/process-facts";

type JournalEntry = { tag: string; when: number };

/** When the newest migration of this version was made, in ms. */
export function newestMigration(migrationsFolder: string): number {
  return Math.max(...readJournal(migrationsFolder).map(({ when }) => when));
}

/** The first migration that the database at `client` has not had, by name; null when it is up to date. */
export function firstPending(client: Database.Database, migrationsFolder: string): string | null {
  const last = lastApplied(client);
  return readJournal(migrationsFolder).find(({ when }) => last === null || when > last)?.tag ?? null;
}

/** Copies a database that is about to be migrated to `<path>.before-<migration>`, whole or not at all; a new or up-to-date one is left alone. */
export function keepBeforeMigration(client: Database.Database, path: string, migrationsFolder: string): void {
  const pending = firstPending(client, migrationsFolder);
  const copy = `${path}.before-${pending}`;
  if (pending === null || lastApplied(client) === null || existsSync(copy)) return;
  const partial = `${copy}.${process.pid}`;
  copyWhole(client, partial);
  renameSync(partial, copy);
}

/** Copies a database to `file` as it is at one moment, replacing what is there; leaves nothing behind when it fails. */
export function copyWhole(client: Database.Database, file: string): void {
  rmSync(file, { force: true });
  try {
    // Unlike a copy of the file, this also holds what is still in the write-ahead log.
    client.prepare("VACUUM INTO ?").run(file);
  } catch (error) {
    for (const left of [file, `${file}-journal`]) rmSync(left, { force: true });
    throw error;
  }
}

/** Removes copies before a migration that a killed process has left half done. */
export function removeAbandonedCopies(path: string): void {
  const begin = `${basename(path)}.before-`;
  for (const name of readdirSync(dirname(path))) {
    const pid = /\.(\d+)(-journal)?$/.exec(name)?.[1];
    if (!name.startsWith(begin) || pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(dirname(path), name), { force: true });
  }
}

function readJournal(migrationsFolder: string): JournalEntry[] {
  return JSON.parse(readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8")).entries;
}

/** When the newest migration that a database has had was made, in ms; null when it has had none. */
export function lastApplied(client: Database.Database): number | null {
  const table = client.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (table === undefined) return null;
  const last = client.prepare("SELECT max(created_at) FROM __drizzle_migrations").pluck().get();
  return last === null || last === undefined ? null : Number(last);
}
