import { downloadBundle } from "@/server/api/bundle";
import { createContext } from "@/server/api/context";
import { guardRoute } from "@/server/api/guard-route";

export const dynamic = "force-dynamic";

/** The deployment bundle of a finished student, as a ZIP. */
export function GET(request: Request): Promise<Response> {
  return guardRoute({ route: "bundle" }, () => downloadBundle(createContext(), new URL(request.url).searchParams));
}
