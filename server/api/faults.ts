import { TRPCError } from "@trpc/server";
import { pathsOfThis } from "../domain/open";
import { createId } from "../platform/ids";
import { type LogDetail, loggerOf } from "../platform/logger/logger";

type Place = Omit<LogDetail, "err"> & { logs?: string | undefined };

const ids = new WeakMap<object, string>();
const logged = new WeakSet<object>();

/** True for an error that the caller did not make: the log tells of it, the answer only names it. */
export function isFault(error: TRPCError): boolean {
  return error.code === "INTERNAL_SERVER_ERROR";
}

/** The id of the request that an error ended, by which the log names it; always the same for one error. */
export function requestIdOf(error: object): string {
  const id = ids.get(error) ?? createId("q");
  ids.set(error, id);
  return id;
}

/** Writes an error to the log of the server, with its stack and where it happened, once however often it passes by; answers the id to look for. */
export function logFault(thrown: unknown, { logs, ...place }: Place): string {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const requestId = place.requestId ?? requestIdOf(error);
  if (logged.has(error)) return requestId;
  logged.add(error);
  // What tRPC wraps has the stack of where it was thrown.
  const err = error instanceof TRPCError && error.cause !== undefined ? error.cause : error;
  serverLogger(logs)?.error({ ...place, requestId, err }, err.message);
  return requestId;
}

/** The log of the server; null where there is no home that could hold it. */
export function serverLogger(logs?: string) {
  try {
    return loggerOf(logs ?? pathsOfThis().logs, "web");
  } catch {
    return null;
  }
}
