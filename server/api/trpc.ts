import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { AppError } from "../contract/error";
import { withRemedy } from "../contract/storage-error";
import type { Services } from "../domain/services";
import { describeError, trpcCodeOf } from "./error-map";
import { logCall } from "./log-calls";

/** What every procedure receives: the open database with the paths that belong to it. */
export type ApiContext = Services;

const t = initTRPC.context<ApiContext>().create({
  transformer: superjson,
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
  errorFormatter: ({ shape, error }) => ({ ...shape, ...describeError(shape, error) }),
});

const logCalls = t.middleware(async ({ ctx, path, type, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const durationMs = Math.round(performance.now() - startedAt);
  logCall({ path, type, logs: ctx.paths.logs, durationMs }, result.ok ? null : result.error);
  return result;
});

const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = withRemedy(result.error.cause);
  if (cause instanceof AppError) throw trpcCodeOf(cause);
  return result;
});

export const router = t.router;
export const procedure = t.procedure.use(logCalls).use(mapErrors);
