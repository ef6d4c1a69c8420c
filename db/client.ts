import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import * as schema from "./schema/index";

export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database };

/** Opens (and creates or migrates) the database at `path` in WAL mode; `:memory:` is refused by design, tests use real files. */
export function openDb(path: string, migrationsFolder: string): Db {
  mkdirSync(dirname(path), { recursive: true });
  const client = new Database(path, { timeout: 10_000 });
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = NORMAL");
  client.pragma("foreign_keys = ON");
  const db = drizzle({ client, schema, casing: "snake_case" });
  migrate(db, { migrationsFolder });
  return db;
}
