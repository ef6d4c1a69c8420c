import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { openDb } from "../../../db/client";
import { runPageInputSchema } from "../../../server/contract/run-list";
import { listFacets } from "../../../server/domain/runs/list/facets";
import { listPage } from "../../../server/domain/runs/list/page";
import { parsedRecipe } from "../../helpers/recipes";
import { createHome } from "../../helpers/services";

const migrations = resolve(import.meta.dirname, "../../../db/migrations");

/** The migrations as they were before the list had facts of its own. */
function olderMigrations(home: string): string {
  const folder = join(home, "migrations");
  cpSync(migrations, folder, { recursive: true });
  const file = join(folder, "meta", "_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, "utf8"));
  const end = journal.entries.findIndex(({ tag }) => tag === "0009_run_facts");
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  return folder;
}

it("shows every run of an older database, with figures, and keeps its own rows as they were", () => {
  const home = createHome();
  const path = join(home, "older.db");
  const { $client: client } = openDb(path, olderMigrations(home));
  client.prepare("INSERT INTO experiments (id, name, created_at) VALUES ('e', 'older', 1)").run();
  const insert = client.prepare(
    `INSERT INTO runs (id, number, experiment_id, name, status, recipe_json, recipe_digest, tags_json, notes, created_at, archived_at)
     VALUES (?, ?, 'e', ?, 'failed', ?, '', '["kept"]', 'a note', 1, ?)`,
  );
  insert.run("r1", 1, "first", JSON.stringify(parsedRecipe()), null);
  insert.run("r2", 2, "damaged", "{", null);
  insert.run("r3", 3, "archived", JSON.stringify(parsedRecipe()), 5);
  client
    .prepare(
      `INSERT INTO stages (id, run_id, key, position, kind, status, depends_on_json, argv_json, commands_json, env_json)
       VALUES ('s', 'r1', 'distill', 0, 'distill', 'failed', '[]', '[]', '[]', '{}')`,
    )
    .run();
  const before = client.prepare("SELECT * FROM runs").all();
  client.close();

  const db = openDb(path, migrations);
  expect(db.$client.prepare("SELECT * FROM runs").all()).toEqual(before);
  const page = (input: object) => listPage(db, runPageInputSchema.parse(input));
  expect(page({})).toMatchObject({
    total: 2,
    rows: [
      { id: "r2", teacher: null, recipeProblem: { code: "recipes.damaged" }, failure: null },
      { id: "r1", teacher: "owner/teacher", tags: ["kept"], failure: { reason: { code: "failures.unknown" } } },
    ],
  });
  expect(page({ archived: true, search: "note" }).rows.map(({ id }) => id)).toEqual(["r3"]);
  expect(listFacets(db, { archived: false }).tags).toEqual([{ name: "kept", count: 2 }]);
});
