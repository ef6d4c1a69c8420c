import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";

type JournalEntry = { tag: string; when: number };

/** The first migration that the database at `client` has not had, by name; null when it is up to date. */
export function firstPending(client: Database.Database, migrationsFolder: string): string | null {
  const { entries }: { entries: JournalEntry[] } = JSON.parse(
    readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8"),
  );
  const last = lastApplied(client);
  return entries.find(({ when }) => last === null || when > last)?.tag ?? null;
}

/** Copies a database that is about to be migrated to `<path>.before-<migration>`, whole or not at all; a new or up-to-date one is left alone. */
export function keepBeforeMigration(client: Database.Database, path: string, migrationsFolder: string): void {
  const pending = firstPending(client, migrationsFolder);
  const copy = `${path}.before-${pending}`;
  if (pending === null || lastApplied(client) === null || existsSync(copy)) return;
  const partial = `${copy}.${process.pid}`;
  rmSync(partial, { force: true });
  // Unlike a copy of the file, this also holds what is still in the write-ahead log.
  client.prepare("VACUUM INTO ?").run(partial);
  renameSync(partial, copy);
}

function lastApplied(client: Database.Database): number | null {
  const table = client.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (table === undefined) return null;
  const last = client.prepare("SELECT max(created_at) FROM __drizzle_migrations").pluck().get();
  return last === null || last === undefined ? null : Number(last);
}
