import { buildBundle } from "../domain/publish/bundles/bundle";
import { packBundle } from "../domain/publish/bundles/pack";
import type { ApiContext } from "./trpc";

/** The deployment bundle of `?run=ID&subject=student` as a ZIP to download; `subject` may be left out. Throws what a person can mend. */
export function downloadBundle(context: ApiContext, query: URLSearchParams): Response {
  const bundle = buildBundle(context, query.get("run") ?? "", query.get("subject") ?? "student");
  return new Response(new Uint8Array(packBundle(bundle)), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${bundle.name}.zip"`,
      "cache-control": "no-store",
    },
  });
}
