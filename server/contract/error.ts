export const errorCodes = [
  "not-found",
  "invalid-recipe",
  "invalid-input",
  "conflict",
  "forbidden",
  "missing-dependency",
  "bad-data",
  "disk-full",
  "port-taken",
  "unavailable",
  "damaged-database",
  "read-only",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

type ErrorDetail = { context?: Record<string, unknown>; suggestion?: string; field?: string; cause?: unknown };

/** The one error that domain code throws; `suggestion` tells a person what to do next, `field` names the recipe key. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly context: Record<string, unknown>;
  readonly suggestion: string | null;
  readonly field: string | null;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = "AppError";
    this.code = code;
    this.context = detail.context ?? {};
    this.suggestion = detail.suggestion ?? null;
    this.field = detail.field ?? null;
  }
}
