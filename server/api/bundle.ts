import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { AppError } from "../contract/error";
import { buildBundle } from "../domain/publish/bundles/bundle";
import { packBundle } from "../domain/publish/bundles/pack";
import { trpcCodeOf } from "./error-map";
import type { ApiContext } from "./trpc";

/** The deployment bundle of `?run=ID&subject=student` as a ZIP to download; `subject` may be left out. Errors are JSON with a message and a suggestion. */
export function downloadBundle(context: ApiContext, query: URLSearchParams): Response {
  try {
    const bundle = buildBundle(context, query.get("run") ?? "", query.get("subject") ?? "student");
    return new Response(new Uint8Array(packBundle(bundle)), {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${bundle.name}.zip"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, suggestion } = error;
    return Response.json({ message, suggestion }, { status: getHTTPStatusCodeFromError(trpcCodeOf(error)) });
  }
}
