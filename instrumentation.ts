import type { Instrumentation } from "next";

/** Writes errors of pages to the server's log, under the digest that the page shows instead of them. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logPageError } = await import("./server/api/page-errors");
  logPageError(error, routePath);
};
