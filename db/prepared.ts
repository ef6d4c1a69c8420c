/**
 * A statement whose text is built once for each database. Drizzle else builds it at every call, which costs more than
 * the statement itself where a runner stores a few lines several times a second. On a database it takes part in whatever
 * transaction that is in; a transaction's own object has it built anew.
 */
export function prepared<Db extends object, Statement>(build: (db: Db) => Statement): (db: Db) => Statement {
  const built = new WeakMap<Db, Statement>();
  return (db) => {
    const known = built.get(db);
    if (known !== undefined) return known;
    const statement = build(db);
    built.set(db, statement);
    return statement;
  };
}
