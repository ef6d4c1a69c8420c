import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import Database from "better-sqlite3";
import { pack } from "tar-stream";
import { beforeEach, describe, expect, it } from "vitest";
import { attempts, experiments } from "../../../../../db/schema/index";
import { backUp, backUpWithRuns } from "../../../../../server/domain/publish/backup/backup";
import { restore } from "../../../../../server/domain/publish/backup/restore";
import type { Services } from "../../../../../server/domain/services";
import { claimNote, dropNote } from "../../../../../server/platform/process-note";
import { insertAttempt } from "../../../../helpers/rows";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;
let place: string;
beforeEach(() => {
  home = createHome();
  services = createServices(home);
  place = createHome();
});

const name = (id: string) => services.db.insert(experiments).values({ id, name: id, createdAt: 1 }).run();
const namesIn = ({ db }: Services) =>
  db
    .select()
    .from(experiments)
    .all()
    .map(({ id }) => id);

it("puts a backup back, keeps what was there, and takes away the log that belonged to it", async () => {
  name("before");
  backUp(services, join(place, "x.db"));
  name("after");
  // As a killed process leaves them.
  const log = readFileSync(`${services.paths.database}-wal`);
  services.db.$client.close();
  writeFileSync(`${services.paths.database}-wal`, log);
  const { kept } = await restore(services.paths, join(place, "x.db"), Date.UTC(2026, 10, 26));
  expect(kept).toEqual([`${services.paths.database}.replaced-2026-11-26T00-00-00.000Z`]);
  expect(existsSync(`${services.paths.database}-wal`)).toBe(false);
  expect(namesIn(createServices(home))).toEqual(["before"]);
  const replaced = new Database(kept[0] ?? "", { readonly: true });
  expect(replaced.prepare("SELECT id FROM experiments ORDER BY id").pluck().all()).toEqual(["after", "before"]);
});

it("puts a backup in the place of a damaged database, which is kept as it is with its log", async () => {
  backUp(services, join(place, "x.db"));
  services.db.$client.close();
  const { database } = services.paths;
  writeFileSync(database, "damaged".repeat(2_000));
  writeFileSync(`${database}-wal`, "log");
  const { kept } = await restore(services.paths, join(place, "x.db"));
  expect(kept.map((path) => readFileSync(path, "utf8").slice(0, 7))).toEqual(["damaged", "log"]);
  expect(namesIn(createServices(home))).toEqual([]);
});

it("takes the files of runs along, also to another home, where the database then names them", async () => {
  const directory = join(services.paths.runs, "r", "distill", "a1");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "out.log"), "trained\n");
  const long = join(directory, "x".repeat(120), "y".repeat(120));
  mkdirSync(long, { recursive: true });
  writeFileSync(join(long, "weights"), Buffer.alloc(3 * 2 ** 20, 7));
  symlinkSync("/etc/passwd", join(directory, "link"));
  insertAttempt(services, directory);
  for (const file of ["x.tar", "x.tgz"]) {
    expect(await backUpWithRuns(services, join(place, file))).toEqual({ leftOut: 1 });
    const other = createServices();
    other.db.$client.close();
    writeFileSync(join(other.paths.runs, "present"), "");
    const { kept } = await restore(other.paths, join(place, file));
    expect(kept.map((path) => path.slice(other.paths.home.length + 1).replace(/\d.*$/, ""))).toEqual([
      "stillroom.db.replaced-",
      "runs.replaced-",
    ]);
    const restored = createServices(other.paths.home);
    const [attempt] = restored.db.select().from(attempts).all();
    expect(attempt?.directory).toBe(join(other.paths.runs, "r", "distill", "a1"));
    expect(readdirSync(attempt?.directory ?? "").toSorted()).toEqual(["out.log", "x".repeat(120)]);
    expect(readFileSync(join(attempt?.directory ?? "", "out.log"), "utf8")).toBe("trained\n");
    expect(readFileSync(join(long.replace(services.paths.runs, other.paths.runs), "weights"))).toHaveLength(
      3 * 2 ** 20,
    );
  }
  expect(readdirSync(place).toSorted()).toEqual(["x.tar", "x.tgz"]);
});

describe("refuses, and changes nothing,", () => {
  const isUntouched = async (file: string, message: RegExp) => {
    const before = readdirSync(home).toSorted();
    await expect(restore(services.paths, file)).rejects.toThrow(message);
    expect(readdirSync(home).toSorted()).toEqual(before);
    expect(namesIn(services)).toEqual(["present"]);
  };
  beforeEach(() => name("present"));

  it("while web, runner or another process uses the home", async () => {
    const file = join(place, "x.db");
    backUp(services, file);
    for (const note of [services.paths.webNote, services.paths.runnerNote, services.paths.upNote]) {
      claimNote(note, null);
      await isUntouched(file, /is running on this STILLROOM_HOME/);
      dropNote(note);
    }
    await isUntouched(file, /Another process has the database open/);
  });

  it("what is no whole backup of this program", async () => {
    const file = join(place, "x.db");
    await isUntouched(file, /cannot be read/);
    await isUntouched(place, /cannot be read/);
    writeFileSync(file, "text ".repeat(1_000));
    await isUntouched(file, /neither a database nor an archive/);
    backUp(services, file);
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole.subarray(0, 8_192), Buffer.alloc(40_960, 9), whole.subarray(49_152)]));
    await isUntouched(file, /it is damaged/);
    const other = new Database(join(place, "other.db"));
    other.exec("CREATE TABLE notes (text)");
    other.close();
    await isUntouched(join(place, "other.db"), /another program's/);
  });

  it("what a newer version has written", async () => {
    const file = join(place, "x.db");
    backUp(services, file);
    const newer = new Database(file);
    newer.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)");
    newer.close();
    await isUntouched(file, /newer version/);
  });

  it.each([
    ["../outside", {}],
    ["runs/../../outside", {}],
    ["/tmp/outside", {}],
    ["runs/link", { type: "symlink" as const, linkname: "/etc" }],
  ])("an archive that holds %s", async (entry, header) => {
    const file = join(place, "x.tar");
    const archive = pack();
    const written = pipeline(archive, createWriteStream(file));
    archive.entry({ name: "stillroom.json" }, JSON.stringify({ format: 1, runs: "/runs", createdAt: 1 }));
    archive.entry({ name: entry, ...header }, "");
    archive.finalize();
    await written;
    await isUntouched(file, /is no backup of Stillroom/);
  });

  it("an archive that was cut", async () => {
    const file = join(place, "x.tgz");
    await backUpWithRuns(services, file);
    writeFileSync(file, readFileSync(file).subarray(0, 3_000));
    await isUntouched(file, /is no backup of Stillroom/);
  });
});
