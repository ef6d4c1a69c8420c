import { createContext } from "@/server/api/context";
import { guardRoute } from "@/server/api/guard-route";
import { downloadModel } from "@/server/api/take-away";

export const dynamic = "force-dynamic";

/** A model folder that a run has made, as a tar. */
export function GET(request: Request): Promise<Response> {
  return guardRoute({ route: "model" }, () => downloadModel(createContext(), new URL(request.url).searchParams));
}
