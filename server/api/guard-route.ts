import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { AppError } from "../contract/error";
import { withRemedy } from "../contract/storage-error";
import { englishOf, faultText, saidBy, trpcCodeOf } from "./error-map";
import { logFault } from "./faults";

/** The answer of a route outside of tRPC. What it throws is JSON with a message and a suggestion; of what nobody foresaw only the id that the log names it by. */
export async function guardRoute(
  place: { route: string; attemptId?: string },
  work: () => Response | Promise<Response>,
): Promise<Response> {
  const startedAt = performance.now();
  const log = (error: unknown) => logFault(error, { ...place, durationMs: Math.round(performance.now() - startedAt) });
  try {
    return await work();
  } catch (thrown) {
    const error = withRemedy(thrown);
    if (!(error instanceof AppError)) {
      const requestId = log(error);
      return Response.json({ message: faultText(requestId), suggestion: null, requestId }, { status: 500 });
    }
    const status = getHTTPStatusCodeFromError(trpcCodeOf(error));
    if (status >= 500) log(error);
    return Response.json({ ...englishOf(error), said: saidBy(error) }, { status });
  }
}
