import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** A model that a small hub gives out: to anybody, or only to whoever has the token. */
export type HubModel = { files: Record<string, Buffer>; isGated?: boolean };

/** What a small hub gives out and how: `chunkPauseMs` makes weights slow, and so many answers as `cuts` tells break off half-way. */
export type HubShelf = {
  models: Map<string, HubModel>;
  chunkPauseMs: number;
  cuts: number;
  /** Paths of files that were sent, whole or in part. */
  sent: string[];
};

const chunkBytes = 64 * 1024;
const commit = "1".repeat(40);

/** Answers what the Hugging Face library asks to download a model: revision, list of files, headers, content. False for any other request. */
export async function serveModels(
  shelf: HubShelf,
  request: IncomingMessage,
  response: ServerResponse,
  hasToken: boolean,
): Promise<boolean> {
  // With an empty shelf it only takes uploads.
  if (shelf.models.size === 0) return false;
  const { pathname } = new URL(request.url ?? "/", "http://hub");
  const [, listed, rest = ""] = /^\/api\/models\/([^/]+\/[^/]+)(\/.*)?$/.exec(pathname) ?? [];
  const [, held, file = ""] = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(pathname) ?? [];
  const name = listed ?? held;
  if (name === undefined || !["GET", "HEAD"].includes(request.method ?? "")) return false;
  const model = shelf.models.get(name);
  if (model === undefined) {
    refuse(response, 404, "RepoNotFound");
  } else if (listed !== undefined) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(rest.startsWith("/tree/") ? treeOf(model) : { id: name, sha: commit }));
  } else if (model.isGated && !hasToken) {
    refuse(response, 403, "GatedRepo");
  } else {
    await send(shelf, request, response, decodeURIComponent(file), model);
  }
  return true;
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "x-error-code": code, "x-error-message": code }).end();
}

function treeOf({ files }: HubModel) {
  return Object.entries(files).map(([path, content]) => ({
    ...{ type: "file", path, size: content.length, oid: sha(content) },
    ...(path.endsWith(".json") ? {} : { lfs: { oid: sha(content), size: content.length, pointerSize: 100 } }),
  }));
}

async function send(
  shelf: HubShelf,
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  { files }: HubModel,
): Promise<void> {
  const content = files[file];
  if (content === undefined) return refuse(response, 404, "EntryNotFound");
  const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const body = content.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    "x-repo-commit": commit,
    etag: `"${sha(content)}"`,
    "content-length": body.length,
    "accept-ranges": "bytes",
    ...(from > 0 && { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` }),
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  shelf.sent.push(file);
  const end = shelf.cuts > 0 ? body.length / 2 : body.length;
  shelf.cuts = Math.max(0, shelf.cuts - 1);
  for (let at = 0; at < body.length && !response.destroyed; at += chunkBytes) {
    if (at >= end) return void request.socket.end();
    response.write(body.subarray(at, at + chunkBytes));
    if (shelf.chunkPauseMs > 0 && file.endsWith(".safetensors")) await sleep(shelf.chunkPauseMs);
  }
  response.end();
}

function sha(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
