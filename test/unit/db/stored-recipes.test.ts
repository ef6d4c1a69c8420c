import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { openDb } from "../../../db/client";
import { getRun } from "../../../server/domain/runs/views/get";
import { copyTraining, curvesOf, importOnce } from "../../helpers/imports";
import { minimalRecipe } from "../../helpers/recipes";
import { createHome, createServices } from "../../helpers/services";

const migrations = resolve(import.meta.dirname, "../../../db/migrations");

/** The migrations as they were before recipes had a version. */
function olderMigrations(home: string): string {
  const folder = join(home, "migrations");
  cpSync(migrations, folder, { recursive: true });
  const file = join(folder, "meta", "_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, "utf8"));
  const end = journal.entries.findIndex(({ tag }) => tag === "0007_stored_recipes");
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  return folder;
}

/** What a run and its imports look like in a database of before. */
function fillOlder(home: string, path: string, handles: Record<string, string>): void {
  mkdirSync(dirname(path), { recursive: true });
  const { $client: client } = openDb(path, olderMigrations(home));
  client.prepare("INSERT INTO experiments (id, name, created_at) VALUES ('e', 'older', 1)").run();
  const insertRun = client.prepare(
    `INSERT INTO runs (id, number, experiment_id, name, status, recipe_json, recipe_digest, tags_json, notes, created_at)
     VALUES (?, ?, 'e', ?, 'succeeded', ?, '', '[]', '', 1)`,
  );
  const insertStage = client.prepare(
    `INSERT INTO stages (id, run_id, key, position, kind, title, status, depends_on_json, argv_json, commands_json, env_json)
     VALUES (?, ?, 'distill', 0, 'distill', '', 'succeeded', '[]', '[]', '[]', '{}')`,
  );
  const insertAttempt = client.prepare(
    `INSERT INTO attempts (id, stage_id, number, status, executor, handle_json, directory)
     VALUES (?, ?, 1, 'succeeded', 'import', ?, '')`,
  );
  Object.entries(handles).forEach(([id, handle], index) => {
    insertRun.run(id, index + 1, id, JSON.stringify(minimalRecipe()));
    insertStage.run(`s-${id}`, id);
    insertAttempt.run(`s-${id}.a1`, `s-${id}`, handle);
  });
  client.close();
}

it("opens an older database: its recipes are of version 1, and imports are found by their folder", () => {
  const home = createHome();
  const path = createServices(home).paths.database;
  const folder = join(home, "outputs");
  const older = join(createHome(), "stillroom.db");
  const state = JSON.stringify({ source: folder, files: {}, attempt: 1 });
  fillOlder(home, older, { first: state, again: state, damaged: "{", empty: "{}" });
  const db = openDb(older, migrations);
  expect(db.$client.prepare("SELECT DISTINCT recipe_version FROM runs").pluck().all()).toEqual([1]);
  expect(db.$client.prepare("SELECT run_id, source, state_json FROM imports").all()).toEqual([
    { run_id: "first", source: folder, state_json: state },
  ]);
  expect(db.$client.prepare("SELECT count(*) FROM attempts WHERE handle_json IS NOT NULL").pluck().get()).toBe(0);
  const services = { ...createServices(home), db };
  expect(getRun(services, "first")).toMatchObject({ recipe: { name: "small" }, recipeProblem: null, damaged: [] });
  expect(path).not.toBe(older);
});

it("imports a folder once more as another run where how far it was read is damaged, and leaves other imports alone", () => {
  const services = createServices();
  const [folder, other] = [copyTraining("kto"), copyTraining("kto")];
  const [before, kept] = [importOnce(services, folder), importOnce(services, other)];
  services.db.$client.prepare("UPDATE imports SET state_json = '{' WHERE run_id = ?").run(before);
  expect(importOnce(services, other)).toBe(kept);
  const again = importOnce(services, folder);
  expect(again).not.toBe(before);
  expect(importOnce(services, folder)).toBe(again);
  expect(curvesOf(services, again)).toEqual(curvesOf(services, before));
});
