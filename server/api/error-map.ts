import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { AppError, type ErrorCode } from "../contract/error";

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

/** The error as the browser sees it: domain errors with field and suggestion, unknown ones redacted, never a stack. */
export function describeError(shape: Shape, error: TRPCError) {
  const cause = error.cause;
  const domain = cause instanceof AppError ? cause : null;
  const isInternal = shape.data.code === "INTERNAL_SERVER_ERROR" && domain === null;
  return {
    message: isInternal ? "Something went wrong inside Stillroom; the server log has the details" : shape.message,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      appCode: domain?.code ?? null,
      field: domain?.field ?? null,
      suggestion: domain?.suggestion ?? null,
      context: domain?.context ?? null,
      issues:
        cause instanceof ZodError ? cause.issues.map(({ path, message }) => ({ path: path.join("."), message })) : null,
    },
  };
}
