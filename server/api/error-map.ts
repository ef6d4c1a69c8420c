import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { AppError, type ErrorCode, type ErrorSaid } from "../contract/error";
import { message } from "../contract/message";
import { withRemedy } from "../contract/storage-error";
import { wordsIn } from "../contract/words";
import { isFault, requestIdOf } from "./faults";

const codes = {
  "not-found": "NOT_FOUND",
  "invalid-recipe": "BAD_REQUEST",
  "invalid-input": "BAD_REQUEST",
  conflict: "CONFLICT",
  forbidden: "FORBIDDEN",
  "missing-dependency": "PRECONDITION_FAILED",
  "bad-data": "BAD_REQUEST",
  "disk-full": "INTERNAL_SERVER_ERROR",
  "port-taken": "CONFLICT",
  unavailable: "SERVICE_UNAVAILABLE",
  "damaged-database": "INTERNAL_SERVER_ERROR",
  "read-only": "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorCode, string>;

/** The tRPC error for a domain error; the domain error stays as its cause. */
export function trpcCodeOf(error: AppError): TRPCError {
  return new TRPCError({ code: codes[error.code], message: error.message, cause: error });
}

type Shape = { message: string; data: { code: string; httpStatus: number; path?: string } };

/** The error as the browser sees it: domain errors with field and suggestion, of unknown ones only the id that the log names them by, never a stack. */
export function describeError(shape: Shape, error: TRPCError) {
  const cause = withRemedy(error.cause);
  const domain = cause instanceof AppError ? cause : null;
  const requestId = isFault(error) && domain === null ? requestIdOf(error) : null;
  return {
    message: requestId === null ? (domain?.message ?? shape.message) : faultText(requestId),
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      appCode: domain?.code ?? null,
      field: domain?.field ?? null,
      suggestion: domain === null ? null : englishOf(domain).suggestion,
      said: domain === null ? null : saidBy(domain),
      context: domain?.context ?? null,
      requestId,
      issues: requestId === null && cause instanceof ZodError ? cause.issues.map(issueOf) : null,
    },
  };
}

/** What a domain error says, for pages to put into the words of their reader. */
export function saidBy({ said, suggestion }: AppError): ErrorSaid {
  return { message: said, suggestion };
}

/** The same in English, for programs and for people at a terminal. */
export function englishOf({ message, suggestion }: AppError): { message: string; suggestion: string | null } {
  return { message, suggestion: suggestion === null ? null : wordsIn(suggestion, "en") };
}

function issueOf({ path, message }: ZodError["issues"][number]) {
  return { path: path.join("."), message };
}

/** What the answer to a request says of an error that nobody foresaw; pages say it in the language of their reader. */
export function faultText(requestId: string): string {
  return wordsIn(message("faults.unforeseen", { id: requestId }), "en");
}
