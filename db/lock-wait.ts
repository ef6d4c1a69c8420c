import type Database from "better-sqlite3";

/** How long a write waits for that of another process. */
export const lockWaitMs = 10_000;

/** Does something of which no write waits longer than `waitMs` for that of another process. */
export function withLockWait<Result>(client: Database.Database, waitMs: number, act: () => Result): Result {
  client.pragma(`busy_timeout = ${waitMs}`);
  try {
    return act();
  } finally {
    client.pragma(`busy_timeout = ${lockWaitMs}`);
  }
}
