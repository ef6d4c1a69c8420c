import { createContext } from "@/server/api/context";
import { guardRoute } from "@/server/api/guard-route";
import { receiveUpload } from "@/server/api/uploads";

export const dynamic = "force-dynamic";

/** A data file that comes in pieces: begun by POST, asked after by HEAD, sent by PATCH, given up by DELETE. */
function handle(request: Request): Promise<Response> {
  return guardRoute({ route: "upload" }, () => receiveUpload(createContext(), request));
}

export { handle as DELETE, handle as HEAD, handle as PATCH, handle as POST };
