import { closeSync, mkdtempSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { beforeEach, expect, it } from "vitest";
import { openDb } from "../../../db/client";
import { assertSound, findDamage } from "../../../db/integrity";
import { saying } from "../../helpers/saying";

const migrations = resolve(import.meta.dirname, "../../../db/migrations");
const pageBytes = 4_096;
const damaged = expect.objectContaining({
  code: "damaged-database",
  message: saying("The database is damaged"),
  suggestion: saying("stillroom restore FILE"),
});

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "stillroom-db-")), "stillroom.db");
  openDb(path, migrations).$client.close();
});

function damagePages(first: number, last: number): void {
  const noise = Buffer.from(Array.from({ length: (last - first + 1) * pageBytes }, (_, index) => (index * 7919) % 251));
  const file = openSync(path, "r+");
  writeSync(file, noise, 0, noise.length, (first - 1) * pageBytes);
  closeSync(file);
}

it("finds nothing wrong with a sound database, at either depth", () => {
  const { $client } = openDb(path, migrations);
  expect(findDamage($client, "quick")).toBeNull();
  expect(findDamage($client, "full")).toBeNull();
  assertSound($client);
});

it("notices random bytes over pages 3 to 12", () => {
  damagePages(3, 12);
  const client = new Database(path);
  expect(findDamage(client, "quick")).not.toBeNull();
  expect(findDamage(client, "full")).not.toBeNull();
  expect(() => assertSound(client)).toThrow(damaged);
});

it.each([
  ["a first page of noise", () => damagePages(1, 1)],
  ["text in place of the file", () => writeFileSync(path, "this is not a database\n".repeat(400))],
  ["a file that was cut in its middle", () => writeFileSync(path, readFileSync(path).subarray(0, 5 * pageBytes))],
])("names the remedy for %s", (_, damage) => {
  damage();
  expect(() => assertSound(openDb(path, migrations).$client)).toThrow(damaged);
});

it("names the remedy where no file can be made", () => {
  const place = join(path, "home", "stillroom.db");
  expect(() => openDb(place, migrations)).toThrow(/ENOTDIR/);
  expect(() => openDb("/proc/stillroom.db", migrations)).toThrow(
    expect.objectContaining({ code: "read-only", suggestion: saying("another STILLROOM_HOME") }),
  );
});
