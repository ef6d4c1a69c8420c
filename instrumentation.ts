import type { Instrumentation } from "next";

/** Writes errors of pages to the server's log, under the digest that the page shows instead of them. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  // Not an early return: only what stands within the condition is left out of the edge runtime, which has no database.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logPageError } = await import("./server/api/page-errors");
    logPageError(error, routePath);
  }
};
