import { constants, existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Paths } from "../../../platform/paths";
import { isAlive } from "../../../platform/process-facts";
import { readNote } from "../../../platform/process-note";
import { databaseEntry } from "./archive-entries";
import { readyDatabase } from "./check-database";
import { putInPlace } from "./put-in-place";
import { kindOfBackup, removeFolder, unpackArchive } from "./unpack";

const workPrefix = "restore-";

/**
 * Puts a backup in the place of the present database, and of the present runs where it holds some; the present ones are
 * kept, and `kept` says where. An older database is migrated when it is next opened. Throws `conflict` while web, runner
 * or another process uses the home, `invalid-input` for a file that is no whole backup; nothing is changed then.
 */
export async function restore(paths: Paths, file: string, now = Date.now()): Promise<{ kept: string[] }> {
  assertNobodyThere(paths);
  const kind = await kindOfBackup(file);
  await removeAbandoned(paths.home);
  const work = join(paths.home, `${workPrefix}${process.pid}`);
  try {
    await mkdir(work);
    const copy = join(work, databaseEntry);
    const manifest = kind === "database" ? await copyDatabase(file, copy) : await unpackArchive(file, kind, work);
    readyDatabase(paths, copy, file, manifest?.runs ?? null);
    assertNobodyThere(paths);
    return { kept: putInPlace(paths, work, new Date(now).toISOString().replaceAll(":", "-")) };
  } finally {
    await removeFolder(work);
  }
}

function assertNobodyThere({ upNote, webNote, runnerNote }: Paths): void {
  for (const [name, path] of [
    ["stillroom up", upNote],
    ["stillroom web", webNote],
    ["The runner", runnerNote],
  ] as const) {
    const note = readNote(path);
    if (note === null) continue;
    throw new AppError("conflict", message("publish.is-running", { name, pid: String(note.pid) }), {
      suggestion: message("publish.is-running-next"),
    });
  }
}

/** With its log, where somebody copied the files of a live database by hand. */
async function copyDatabase(file: string, copy: string): Promise<null> {
  await copyFile(file, copy, constants.COPYFILE_FICLONE);
  if (existsSync(`${file}-wal`)) await copyFile(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
  return null;
}

async function removeAbandoned(home: string): Promise<void> {
  for (const name of readdirSync(home)) {
    const pid = new RegExp(`^${workPrefix}(\\d+)$`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await removeFolder(join(home, name));
  }
}
