import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { openDb } from "../../../db/client";

const migrations = resolve(import.meta.dirname, "../../../db/migrations");

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stillroom-db-"));
  path = join(folder, "stillroom.db");
});

/** The migrations as they were when there was only the first. */
function firstMigration(): string {
  const old = join(folder, "migrations");
  cpSync(migrations, old, { recursive: true });
  const file = join(old, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  return old;
}

const copies = () => readdirSync(folder).filter((name) => name.includes(".before-"));

it("keeps a whole copy of an older database, with what is still in its log, before it migrates it", () => {
  const old = openDb(path, firstMigration());
  old.$client.prepare("INSERT INTO experiments (id, name, created_at) VALUES ('e', 'kept', 1)").run();
  const current = openDb(path, migrations);
  expect(copies()).toEqual(["stillroom.db.before-0001_queue"]);
  const copy = openDb(join(folder, "stillroom.db.before-0001_queue"), firstMigration());
  expect(copy.$client.prepare("SELECT name FROM experiments").pluck().get()).toBe("kept");
  expect(copy.$client.pragma("table_info(runs)")).not.toContainEqual(expect.objectContaining({ name: "priority" }));
  expect(current.$client.pragma("table_info(runs)")).toContainEqual(expect.objectContaining({ name: "priority" }));
});

it("copies neither a new database nor one that is up to date", () => {
  openDb(path, migrations).$client.close();
  openDb(path, migrations).$client.close();
  expect(existsSync(path)).toBe(true);
  expect(copies()).toEqual([]);
});

it("removes at the next start what a killed migration has left of its copy, and nothing else", () => {
  openDb(path, migrations).$client.close();
  const [gone, living] = [2 ** 22 + 1, process.pid];
  const names = [
    `.before-0001_queue.${gone}`,
    `.before-0001_queue.${gone}-journal`,
    `.before-0001_queue.${living}`,
    ".before-0001_queue",
  ];
  for (const name of names) writeFileSync(`${path}${name}`, "");
  openDb(path, migrations).$client.close();
  expect(copies().toSorted()).toEqual(["stillroom.db.before-0001_queue", `stillroom.db.before-0001_queue.${living}`]);
});
