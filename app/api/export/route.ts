import { createContext } from "@/server/api/context";
import { guardRoute } from "@/server/api/guard-route";
import { downloadExport } from "@/server/api/take-away";

export const dynamic = "force-dynamic";

/** A file that an export has made. */
export function GET(request: Request): Promise<Response> {
  return guardRoute({ route: "export" }, () => downloadExport(createContext(), new URL(request.url).searchParams));
}
