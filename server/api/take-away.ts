import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { packFolder } from "../domain/publish/model-archive";
import { exportedFile } from "../domain/runs/exports/list";
import { madeModel } from "../domain/runs/on-request/made-model";
import type { ApiContext } from "./trpc";

/** The merged model folder of `?run=ID&subject=student` as a tar to download, read as it is sent. */
export function downloadModel(context: ApiContext, query: URLSearchParams): Response {
  const subject = query.get("subject") ?? "student";
  const { folder, runName } = madeModel(context, query.get("run") ?? "", subject);
  const name = `${runName.replace(/[^\p{L}\p{N}._-]+/gu, "-")}-${subject}`;
  return answer(packFolder(folder, name), `${name}.tar`, "application/x-tar");
}

/** One file of an export, of `?id=ID&file=NAME`. */
export function downloadExport(context: ApiContext, query: URLSearchParams): Response {
  const path = exportedFile(context.db, query.get("id") ?? "", query.get("file") ?? "");
  const response = answer(createReadStream(path), basename(path), "application/octet-stream");
  response.headers.set("content-length", String(statSync(path).size));
  return response;
}

function answer(stream: Readable, name: string, type: string): Response {
  const body = Readable.toWeb(stream);
  return new Response(body as ReadableStream, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "no-store",
    },
  });
}
