import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { afterEach, expect, it } from "vitest";
import { guardSockets } from "../../../server/cli/web-sockets";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that refuses whoever comes from `evil.example`, and what ends its sockets. */
async function startGuarded({ answers }: { answers: boolean }) {
  const server = createServer();
  const inner = createServer();
  if (answers)
    inner.on("upgrade", (_request, socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n"),
    );
  const end = guardSockets(server, inner, ({ headers }) =>
    headers.origin === "http://evil.example" ? { status: 403, message: "no" } : null,
  );
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const knock = (origin: string) =>
    request({ port, host: "127.0.0.1", headers: { connection: "upgrade", upgrade: "echo", origin } }).end();
  return { end, knock };
}

it("lets a web socket through that is not refused, and ends it with the server", async () => {
  const { end, knock } = await startGuarded({ answers: true });
  const [response, socket] = await once(knock("http://127.0.0.1"), "upgrade");
  expect(response.statusCode).toBe(101);
  const closed = once(socket, "close");
  socket.resume();
  end();
  await closed;
});

it("answers a refused one with the status of its refusal, and hands nothing on", async () => {
  const { knock } = await startGuarded({ answers: true });
  const [response] = await once(knock("http://evil.example"), "response");
  expect(response.statusCode).toBe(403);
});

it("ends one that nobody waits for", async () => {
  const { knock } = await startGuarded({ answers: false });
  await expect(once(knock("http://127.0.0.1"), "upgrade")).rejects.toMatchObject({ code: "ECONNRESET" });
});
