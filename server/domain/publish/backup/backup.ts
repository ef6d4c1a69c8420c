import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Db } from "../../../../db/client";
import { AppError } from "../../../contract/error";

/** Copies the whole database to `file`, replacing what is there, as it is at one moment: also while others write to it. Throws `invalid-input` where no file can be made. */
export function backUp(db: Db, file: string): void {
  if (!existsSync(dirname(file)) || (existsSync(file) && statSync(file).isDirectory()))
    throw new AppError("invalid-input", `No file can be made at ${file}`, {
      field: "file",
      suggestion: "Name a file in a folder that exists",
    });
  const partial = `${file}.${process.pid}.partial`;
  rmSync(partial, { force: true });
  // A page-by-page backup begins anew whenever another process writes, which a busy runner does all the time.
  db.$client.prepare("VACUUM INTO ?").run(partial);
  renameSync(partial, file);
}
