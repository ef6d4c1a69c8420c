import type { TRPCError } from "@trpc/server";
import { createId } from "../platform/ids";
import { isFault, logFault, requestIdOf, serverLogger } from "./faults";

/** A question that took longer than this is worth a line. */
const slowMs = 1_000;

type Call = { path: string; type: "query" | "mutation" | "subscription"; logs: string; durationMs: number };

/** Writes a call of a procedure to the server's log: faults with their stack, changes, slow questions; the others only where all is asked for. */
export function logCall({ path, type, logs, durationMs }: Call, error: TRPCError | null): void {
  if (error !== null && isFault(error)) {
    logFault(error, { logs, route: path, durationMs });
    return;
  }
  const isSlow = type === "query" && durationMs >= slowMs;
  const level = isSlow ? "warn" : type === "mutation" ? "info" : "debug";
  const line = error === null ? path : `${path} refused: ${error.message}`;
  const requestId = error === null ? createId("q") : requestIdOf(error);
  serverLogger(logs)?.[level]({ requestId, route: path, durationMs }, line);
}

/** tRPC's last look at every error, also at those outside of procedures and within streams. */
export function logTrpcError({ error, path, ctx }: TrpcFailure): void {
  if (isFault(error)) logFault(error, { logs: ctx?.paths.logs, route: path ?? "trpc" });
}

type TrpcFailure = { error: TRPCError; path?: string | undefined; ctx?: { paths: { logs: string } } | undefined };
