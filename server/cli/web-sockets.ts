import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Refusal } from "../api/http-guard";

/**
 * Lets web sockets of `server` through to what hangs on `inner`, which never listens itself, unless `refuse` has a reason.
 * Returns what ends those that are open, since closing a server leaves them.
 */
export function guardSockets(
  server: Server,
  inner: Server,
  refuse: (request: IncomingMessage) => Refusal | null,
): () => void {
  const open = new Set<Duplex>();
  server.on("upgrade", (request, socket: Duplex, head) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    // Whoever goes away in the middle is no fault of the server.
    socket.on("error", () => socket.destroy());
    const refusal = refuse(request);
    if (refusal !== null) {
      socket.once("finish", () => socket.destroy());
      socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nconnection: close\r\n\r\n`);
    } else if (!inner.emit("upgrade", request, socket, head)) socket.destroy();
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}
