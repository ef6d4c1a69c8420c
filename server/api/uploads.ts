import { join } from "node:path";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import { AppError } from "../contract/error";
import { uploadReferenceHeader } from "../contract/files";
import { withRemedy } from "../contract/storage-error";
import { assertRoomFor, placeUpload, uploadFolders } from "../domain/recipes/files/uploads";
import type { Paths } from "../platform/paths";
import { englishOf, saidBy, trpcCodeOf } from "./error-map";
import { logFault } from "./faults";
import type { ApiContext } from "./trpc";

/** How long a part of a file waits for the rest. */
const forgetMs = 7 * 24 * 3_600_000;

const servers = new Map<string, Server>();

/** Takes data files in pieces by the tus protocol (https://tus.io, creation and termination): each piece goes straight to the disk, and what broke off goes on where it ended. The answer to the last piece names the file as a recipe does. */
export async function receiveUpload({ paths }: ApiContext, request: Request): Promise<Response> {
  const server = serverOf(paths);
  if (request.method === "POST") await server.cleanUpExpiredUploads().catch(() => 0);
  return server.handleWeb(request);
}

function serverOf(paths: Paths): Server {
  const known = servers.get(paths.home);
  if (known !== undefined) return known;
  const { partial } = uploadFolders(paths);
  const store = new FileStore({ directory: partial, expirationPeriodInMilliseconds: forgetMs });
  const server = new Server({
    path: "/api/upload",
    datastore: store,
    relativeLocation: true,
    // Pages of this server need no leave, and no other page gets any.
    allowedOrigins: () => false,
    onUploadCreate: async (_request, { metadata, size = Number.POSITIVE_INFINITY }) => {
      await assertRoomFor(paths, nameIn(metadata), size);
      return {};
    },
    onUploadFinish: async (_request, { id, metadata }) => {
      const reference = await placeUpload(paths, join(partial, id), nameIn(metadata));
      await store.configstore.delete(id);
      return { headers: { [uploadReferenceHeader]: encodeURIComponent(reference) } };
    },
    onResponseError: (_request, error) => (error instanceof Error ? answerTo(error, paths) : undefined),
  });
  servers.set(paths.home, server);
  return server;
}

function nameIn(metadata: Record<string, string | null> | undefined): string {
  return metadata?.filename ?? "";
}

function answerTo(thrown: Error, { logs }: Paths) {
  const error = withRemedy(thrown);
  if (!(error instanceof AppError)) {
    logFault(thrown, { logs, route: "upload" });
    return undefined;
  }
  const body = JSON.stringify({ ...englishOf(error), said: saidBy(error) });
  return { status_code: getHTTPStatusCodeFromError(trpcCodeOf(error)), body };
}
