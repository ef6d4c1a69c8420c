import { linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeEach, expect, it } from "vitest";
import { backUp, backUpWithRuns } from "../../../../../server/domain/publish/backup/backup";
import type { Services } from "../../../../../server/domain/services";
import { createHome, createServices } from "../../../../helpers/services";

const refused = expect.objectContaining({ code: "invalid-input", field: "file" });
const noProcess = 2 ** 22 + 1;

let services: Services;
let place: string;
beforeEach(() => {
  services = createServices();
  place = createHome();
});

it("refuses the live database by its path, a symbolic link, a hard link and the files beside it", async () => {
  const { database, runs } = services.paths;
  const [symbolic, hard] = [join(place, "symbolic.db"), join(place, "hard.db")];
  symlinkSync(database, symbolic);
  linkSync(database, hard);
  for (const file of [database, symbolic, hard, `${database}-wal`, join(database, "..", ".", "stillroom.db-shm")]) {
    expect(() => backUp(services, file), file).toThrow(refused);
    await expect(backUpWithRuns(services, file)).rejects.toThrow(refused);
  }
  await expect(backUpWithRuns(services, join(runs, "all.tar"))).rejects.toThrow(refused);
  expect(services.db.$client.pragma("integrity_check", { simple: true })).toBe("ok");
});

it("refuses a place where no file can be made", () => {
  expect(() => backUp(services, join(place, "none", "x.db"))).toThrow(refused);
  expect(() => backUp(services, place)).toThrow(refused);
});

it("leaves nothing half done, of itself or of one that was killed", async () => {
  const file = join(place, "x.db");
  for (const left of [`${file}.${noProcess}.partial`, `${file}.${noProcess}.partial-journal`]) writeFileSync(left, "");
  writeFileSync(`${file}.notes.partial`, "another's");
  backUp(services, file);
  expect(readdirSync(place).toSorted()).toEqual(["x.db", "x.db.notes.partial"]);
  expect(new Database(file).pragma("integrity_check", { simple: true })).toBe("ok");
  mkdirSync(join(place, "folder"));
  services.db.$client.close();
  expect(() => backUp(services, join(place, "y.db"))).toThrow();
  await expect(backUpWithRuns(services, join(place, "y.tar"))).rejects.toThrow();
  expect(readdirSync(place).toSorted()).toEqual(["folder", "x.db", "x.db.notes.partial"]);
});
