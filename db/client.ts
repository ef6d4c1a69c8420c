import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { withRemedy } from "../server/contract/storage-error";
import { adaptClient } from "./adapt-client";
import { assertSound } from "./integrity";
import { lockWaitMs } from "./lock-wait";
import { firstPending, keepBeforeMigration, removeAbandonedCopies } from "./migrate";
import * as schema from "./schema/index";

export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database };

/** What domain functions accept: the database itself or a transaction on it. */
export type Tx = Pick<Db, "select" | "insert" | "update" | "delete">;

/** Opens (and creates or migrates, keeping a copy from before) the database at `path` in WAL mode; `:memory:` is refused by design, tests use real files. What storage cannot do is an `AppError` with a remedy. */
export function openDb(path: string, migrationsFolder: string): Db {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const client = new Database(path, { timeout: lockWaitMs });
    try {
      return prepareDb(client, path, migrationsFolder);
    } catch (error) {
      client.close();
      throw error;
    }
  } catch (error) {
    throw withRemedy(error, () => false);
  }
}

function prepareDb(client: Database.Database, path: string, migrationsFolder: string): Db {
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = NORMAL");
  client.pragma("foreign_keys = ON");
  // In KiB: a list of thousands of runs is gone through without reading it from the file each time.
  client.pragma("cache_size = -16384");
  const db = drizzle({ client: adaptClient(client), schema, casing: "snake_case" });
  db.$client = client;
  removeAbandonedCopies(path);
  if (firstPending(client, migrationsFolder) !== null) assertSound(client);
  keepBeforeMigration(client, path, migrationsFolder);
  try {
    migrate(db, { migrationsFolder });
  } catch (error) {
    // Web and runner may open an older database at the same moment; one of them then finds the work done.
    if (firstPending(client, migrationsFolder) !== null) throw error;
  }
  return db;
}
