import { createServer } from "node:http";
import next from "next";
import { allowedHosts, refusalOf } from "../api/http-guard";
import { AppError } from "../contract/error";
import type { Paths } from "../platform/paths";

export type WebOptions = { paths: Paths; host: string; port: number; signal: AbortSignal };

/** Serves the built pages and the API until `signal` aborts. Throws `port-taken` when another program has the port. */
export async function serveWeb({ paths, host, port, signal }: WebOptions): Promise<void> {
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
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? portTaken(port) : error),
    );
    server.listen(port, host, resolve);
  });
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => {
      server.close(() => resolve());
      // Open event streams would keep the server from closing for ever.
      server.closeAllConnections();
    });
  });
}

/** The error for a port that another program listens on. */
export function portTaken(port: number): AppError {
  return new AppError("port-taken", `Port ${port} is already in use`, {
    suggestion: `End the program that uses it, or choose another with --port ${port + 1}`,
  });
}
