import { renameSync, rmSync } from "node:fs";
import { copyWhole } from "../../../../db/migrate";
import type { Services } from "../../services";
import { packArchive } from "./archive";
import { assertTarget, partialOf } from "./target";

/** Copies the whole database to `file`, replacing what is there, as it is at one moment: also while others write to it. Throws `invalid-input` where no file can be made or `file` is the database itself; a backup that fails leaves nothing behind. */
export function backUp({ db, paths }: Services, file: string): void {
  assertTarget(paths, file);
  const partial = partialOf(file);
  // A page-by-page backup begins anew whenever another process writes, which a busy runner does all the time.
  copyWhole(db.$client, partial);
  moveTo(partial, file);
}

/** The same with the files of every run, as a TAR archive, compressed when `file` ends in `.gz` or `.tgz`. Answers how many things that are neither files nor folders were left out. */
export async function backUpWithRuns({ db, paths }: Services, file: string): Promise<{ leftOut: number }> {
  assertTarget(paths, file);
  const partial = partialOf(file);
  const database = `${partial}.db`;
  try {
    copyWhole(db.$client, database);
    const packed = await packArchive({ paths, database, target: partial, isCompressed: /\.(gz|tgz)$/.test(file) });
    moveTo(partial, file);
    return packed;
  } finally {
    for (const left of [partial, database]) rmSync(left, { force: true });
  }
}

function moveTo(partial: string, file: string): void {
  try {
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}
