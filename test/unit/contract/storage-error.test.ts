import { expect, it } from "vitest";
import { passingProblemOf } from "../../../server/contract/storage-error";

const coded = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code });

it.each<[unknown, boolean, string | null]>([
  [coded("SQLITE_FULL"), true, "disk-full"],
  [coded("ENOSPC"), true, "disk-full"],
  [coded("EDQUOT"), true, "disk-full"],
  [coded("SQLITE_BUSY"), true, "database-locked"],
  [coded("SQLITE_BUSY_SNAPSHOT"), true, "database-locked"],
  [coded("SQLITE_READONLY_DIRECTORY"), true, "read-only"],
  [coded("EROFS"), true, "read-only"],
  [coded("EACCES"), false, "read-only"],
  [coded("EACCES"), true, null],
  [coded("SQLITE_CANTOPEN"), false, "read-only"],
  [new Error("wrapped", { cause: coded("ENOSPC") }), true, "disk-full"],
  [coded("SQLITE_IOERR_WRITE"), false, "read-only"],
  [coded("SQLITE_CORRUPT"), false, null],
  [coded("SQLITE_CONSTRAINT"), false, null],
  [new Error("No space left in the recipe"), true, null],
  ["ENOSPC", true, null],
])("%s (folder writable: %s) may pass as: %s", (error, isWritable, reason) => {
  expect(passingProblemOf(error, () => isWritable)).toBe(reason);
});
