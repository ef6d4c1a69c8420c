import type Database from "better-sqlite3";

const keptStatements = 500;

/**
 * The same connection as Drizzle is to use it.
 *
 * Each statement is prepared once: Drizzle prepares at every call, which costs a runner that looks at everything several
 * times a second most of its time, and it is done with a statement before it takes it again.
 *
 * A transaction takes the write lock when it begins, and waits for it. One that reads first and takes it later fails at
 * once where another process has committed in between, however long the time-out.
 */
export function adaptClient(client: Database.Database): Database.Database {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    const kept = statements.get(text);
    if (kept !== undefined) return kept;
    if (statements.size >= keptStatements) statements.clear();
    const statement = client.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  const transaction = (work: (...values: unknown[]) => unknown) => {
    const { immediate, exclusive } = client.transaction(work);
    return { deferred: immediate, immediate, exclusive };
  };
  return Object.create(client, { prepare: { value: prepare }, transaction: { value: transaction } });
}
