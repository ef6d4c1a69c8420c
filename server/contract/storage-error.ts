import { AppError, type ErrorCode } from "./error";
import { type Message, message } from "./message";

/** What storage cannot do: take more, be written by this user, be written while another program has it, be read at all. */
export type StorageProblem = "disk-full" | "database-locked" | "read-only" | "damaged";

const problemsByCode: [RegExp, StorageProblem][] = [
  [/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/, "disk-full"],
  [/^SQLITE_(BUSY|LOCKED)/, "database-locked"],
  [/^(SQLITE_READONLY|EROFS)/, "read-only"],
  [/^SQLITE_(CORRUPT|NOTADB)/, "damaged"],
];
const perhapsReadOnly = /^(EACCES|EPERM|SQLITE_CANTOPEN|SQLITE_IOERR)/;

/** What an error of SQLite or of the file system means; null for any other. A write that was not allowed counts only where the whole folder takes none, by `isWritable`. */
export function storageProblemOf(error: unknown, isWritable: () => boolean): StorageProblem | null {
  for (const code of codesOf(error)) {
    const found = problemsByCode.find(([pattern]) => pattern.test(code))?.[1];
    if (found !== undefined) return found;
    if (perhapsReadOnly.test(code) && !isWritable()) return "read-only";
  }
  return null;
}

/** The same of what may pass: what could not be written now can be written later. Null for damage, which stays. */
export function passingProblemOf(error: unknown, isWritable: () => boolean): Exclude<StorageProblem, "damaged"> | null {
  const problem = storageProblemOf(error, isWritable);
  return problem === "damaged" ? null : problem;
}

/** True where the database's file is at fault, and nothing that was asked of it. */
export function isFileFault(error: unknown): boolean {
  return codesOf(error).some((code) => /^SQLITE_(IOERR|CANTOPEN|PROTOCOL|NOMEM)/.test(code));
}

/** The codes of an error and of all that caused it, the outermost first. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = "code" in error && typeof error.code === "string" ? [error.code] : [];
  return [...code, ...codesOf(error.cause)];
}

const errors: Record<StorageProblem, { code: ErrorCode; said: Message; suggestion: Message }> = {
  "disk-full": {
    code: "disk-full",
    said: message("storage.disk-full"),
    suggestion: message("storage.disk-full-next"),
  },
  "database-locked": {
    code: "unavailable",
    said: message("storage.locked"),
    suggestion: message("storage.locked-next"),
  },
  "read-only": {
    code: "read-only",
    said: message("storage.read-only"),
    suggestion: message("storage.read-only-next"),
  },
  damaged: {
    code: "damaged-database",
    said: message("storage.damaged"),
    suggestion: message("storage.damaged-next"),
  },
};

/** The error with a remedy for a problem of storage; `detail` is what was found. */
export function storageError(problem: StorageProblem, detail: string | null, cause?: unknown): AppError {
  const { code, said, suggestion } = errors[problem];
  const told = detail === null ? said : message("storage.with-detail", { message: said, detail });
  return new AppError(code, told, { suggestion, cause });
}

/** An error of storage with its remedy; any other error as it is. */
export function withRemedy(error: unknown, isWritable = () => true): unknown {
  if (error instanceof AppError) return error;
  const problem = storageProblemOf(error, isWritable);
  return problem === null ? error : storageError(problem, error instanceof Error ? error.message : null, error);
}
