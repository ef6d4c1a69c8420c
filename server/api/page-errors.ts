import { logFault } from "./faults";

/** Writes an error of a page that was being made to the server's log, under the digest that Next.js shows instead of it. `route`: the page by its pattern, such as `/runs/[runId]`. */
export function logPageError(error: unknown, route: string): void {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  logFault(error, { route, ...(digest !== undefined && { requestId: digest }) });
}
