import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import next from "next";
import { allowedHosts, refusalOf } from "../api/http-guard";
import type { Paths } from "../platform/paths";
import { claimNote, dropNote } from "../platform/process-note";
import { localUrl } from "./address";
import { assertCanListen, listenError } from "./listen";
import { guardSockets } from "./web-sockets";

export type WebOptions = {
  paths: Paths;
  host: string;
  port: number;
  signal: AbortSignal;
  /** Compiles each page when it is asked for and again when it changes, instead of serving what was built. */
  dev?: boolean;
};

/** Serves the pages and the API until `signal` aborts, and notes meanwhile where. Throws `port-taken` when another program has the port. */
export async function serveWeb({ paths, host, port, signal, dev = false }: WebOptions): Promise<void> {
  await assertCanListen(port, host);
  // Reading and counting for one page must not keep the others waiting, nor count as this process's memory.
  process.env.STILLROOM_WORKERS = "1";
  // Next hangs its upgrade handler on this one, which never listens: web sockets come through the guard too.
  const upgraded = createServer();
  const app = next({
    dev,
    dir: paths.project,
    hostname: host,
    port,
    httpServer: upgraded,
    ...(dev && { webpack: true }),
  });
  const hosts = allowedHosts(port, host, (process.env.STILLROOM_ALLOWED_HOSTS ?? "").split(",").filter(Boolean));
  await app.prepare();
  const handle = app.getRequestHandler();
  const refuse = ({ method = "GET", url = "/", headers }: IncomingMessage, isUpgrade: boolean) =>
    refusalOf({ method, path: url, host: headers.host, origin: headers.origin, isUpgrade }, hosts);
  const server = createServer((request, response) => {
    const refusal = refuse(request, false);
    if (refusal === null) void handle(request, response);
    else
      response.writeHead(refusal.status, { "content-type": "text/plain; charset=utf-8" }).end(`${refusal.message}\n`);
  });
  // Built pages have no web sockets: who asks for another protocol there gets HTTP/1.1, as HTTP says.
  const endSockets = dev ? guardSockets(server, upgraded, (request) => refuse(request, true)) : null;
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
  endSockets?.();
  await closed;
  dropNote(paths.webNote);
}
