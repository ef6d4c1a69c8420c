import { once } from "node:events";
import { createServer } from "node:http";
import next from "next";
import { allowedHosts, refusalOf } from "../api/http-guard";
import type { Paths } from "../platform/paths";
import { claimNote, dropNote } from "../platform/process-note";
import { localUrl } from "./address";
import { assertCanListen, listenError } from "./listen";

export type WebOptions = { paths: Paths; host: string; port: number; signal: AbortSignal };

/** Serves the built pages and the API until `signal` aborts, and notes meanwhile where. Throws `port-taken` when another program has the port. */
export async function serveWeb({ paths, host, port, signal }: WebOptions): Promise<void> {
  await assertCanListen(port, host);
  const app = next({ dev: false, dir: paths.project, hostname: host, port });
  const hosts = allowedHosts(port, host, (process.env.STILLROOM_ALLOWED_HOSTS ?? "").split(",").filter(Boolean));
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    const { method = "GET", url = "/", headers } = request;
    const refusal = refusalOf({ method, path: url, host: headers.host, origin: headers.origin }, hosts);
    if (refusal === null) void handle(request, response);
    else
      response.writeHead(refusal.status, { "content-type": "text/plain; charset=utf-8" }).end(`${refusal.message}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, port, host)));
    server.listen(port, host, resolve);
  });
  claimNote(paths.webNote, localUrl(host, port));
  if (!signal.aborted) await once(signal, "abort");
  const closed = once(server, "close");
  server.close();
  // Open event streams would keep the server from closing for ever.
  server.closeAllConnections();
  await closed;
  dropNote(paths.webNote);
}
