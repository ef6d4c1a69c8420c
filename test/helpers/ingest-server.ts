import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { handOver, receive } from "../../server/api/ingest";
import type { Services } from "../../server/domain/services";

export type IngestServer = { url: string; end: () => Promise<void> };

/**
 * The ingest endpoint on a loopback port, as the web process offers it. `moved` are two folders: what the dashboard has below the
 * first is offered below the second, since on one machine a node's files cannot have the dashboard's own paths.
 */
export async function startIngest(services: Services, port = 0, moved?: [string, string]): Promise<IngestServer> {
  const server = createServer((incoming, outgoing) => {
    void answer(services, incoming, moved).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${portOf(server)}/api/ingest`, end: () => close(server) };
}

async function answer(services: Services, incoming: IncomingMessage, moved?: [string, string]): Promise<Response> {
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const attemptId = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = { authorization: incoming.headers.authorization ?? "" };
  if (incoming.method === "PUT")
    return receive(services, attemptId, new Request(url, { method: "PUT", headers, body: Buffer.concat(chunks) }));
  const [here, there] = moved ?? ["", ""];
  const file = url.searchParams.get("file");
  if (file !== null) url.searchParams.set("file", file.replace(there, here));
  const response = await handOver(services, attemptId, new Request(url, { headers }));
  if (file !== null || !response.ok) return response;
  return new Response((await response.text()).replaceAll(`"path":"${here}`, `"path":"${there}`));
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
