import { z } from "zod";
import { type Message, messageSchema, verbatim } from "./message";
import { wordsIn } from "./words";

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

type ErrorDetail = { context?: Record<string, unknown>; suggestion?: Message; field?: string; cause?: unknown };

/** The one error that domain code throws; `said` and `suggestion` tell a person what is wrong and what to do next, `field` names the recipe key. `message` is `said` in English, for logs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly context: Record<string, unknown>;
  readonly said: Message;
  readonly suggestion: Message | null;
  readonly field: string | null;

  constructor(code: ErrorCode, said: Message, detail: ErrorDetail = {}) {
    super(wordsIn(said, "en"), detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = "AppError";
    this.code = code;
    this.said = said;
    this.context = detail.context ?? {};
    this.suggestion = detail.suggestion ?? null;
    this.field = detail.field ?? null;
  }
}

/** What an answer of the API tells of an error of the domain, for pages to put into words. */
export const errorSaidSchema = z.object({ message: messageSchema, suggestion: messageSchema.nullable() });
export type ErrorSaid = z.infer<typeof errorSaidSchema>;

/** What an error says to a person: its message where it is one of the domain, another program's words else. */
export function saidOf(error: unknown): Message {
  if (error instanceof AppError) return error.said;
  return verbatim(error instanceof Error ? error.message : String(error));
}
