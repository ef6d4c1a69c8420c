import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type HubShelf, serveModels } from "./hub-models";

/** What a hub of the Hugging Face kind was asked: repositories made, files committed by path, tokens seen. */
export type SmallHub = {
  url: string;
  made: { name: string; isPrivate: boolean }[];
  files: Map<string, Buffer>;
  tokens: Set<string>;
  /** What it gives out. */
  shelf: HubShelf;
  end: () => Promise<void>;
};

/** A hub on this host that takes uploads as the Hugging Face hub does: create, pre-upload, one commit; tokens other than `good` are refused. What is on its shelf it gives out. */
export async function startSmallHub(good: string): Promise<SmallHub> {
  const shelf: HubShelf = { models: new Map(), chunkPauseMs: 0, cuts: 0, sent: [] };
  const hub: Omit<SmallHub, "url" | "end"> = { made: [], files: new Map(), tokens: new Set(), shelf };
  const server = createServer(async (request, response) => {
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    hub.tokens.add(token);
    if (await serveModels(shelf, request, response, token === good)) return;
    const reply = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (token !== good) return reply(401, { error: "Invalid user token." });
    return reply(200, await answer(request, hub, `http://${request.headers.host}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...hub,
    url: `http://127.0.0.1:${portOf(server)}`,
    end: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(request: IncomingMessage, hub: Omit<SmallHub, "url" | "end">, origin: string): Promise<unknown> {
  const path = new URL(request.url ?? "/", origin).pathname;
  const body = await text(request);
  if (path === "/api/repos/create") {
    const { name, organization, visibility } = JSON.parse(body);
    const repository = `${organization}/${name}`;
    hub.made.push({ name: repository, isPrivate: visibility === "private" });
    return { url: `${origin}/${repository}`, name: repository };
  }
  if (path.includes("/preupload/")) {
    const { files } = JSON.parse(body);
    return {
      files: files.map((file: { path: string }) => ({ path: file.path, uploadMode: "regular", shouldIgnore: false })),
    };
  }
  if (path.includes("/commit/")) {
    for (const line of body.split("\n").filter(Boolean)) {
      const { key, value } = JSON.parse(line);
      if (key === "file") hub.files.set(value.path, Buffer.from(value.content, "base64"));
    }
    return { commitUrl: `${origin}/owner/name/commit/1`, commitOid: "1", success: true };
  }
  return {};
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
