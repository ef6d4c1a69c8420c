import { TRPCClientError } from "@trpc/client";

export type ApiErrorInfo = { message: string; suggestion: string | null; isOffline: boolean; isNotFound: boolean };

/** What an error of the API says to a person. `isOffline`: no answer came at all. */
export function describeApiError(error: unknown): ApiErrorInfo {
  if (!(error instanceof TRPCClientError)) {
    return {
      message: error instanceof Error ? error.message : String(error),
      suggestion: null,
      isOffline: false,
      isNotFound: false,
    };
  }
  const data: unknown = error.data;
  const field = (name: string): unknown =>
    typeof data === "object" && data !== null ? Object.getOwnPropertyDescriptor(data, name)?.value : undefined;
  const suggestion = field("suggestion");
  return {
    message: error.message,
    suggestion: typeof suggestion === "string" ? suggestion : null,
    isOffline: data === undefined || data === null,
    isNotFound: field("code") === "NOT_FOUND",
  };
}
