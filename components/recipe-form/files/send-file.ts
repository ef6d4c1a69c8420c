import { z } from "zod";
import { uploadReferenceHeader } from "../../../server/contract/files";

const endpoint = "/api/upload";
const pieceBytes = 8 * 2 ** 20;
/** A server that starts again is back within these. */
const retryDelaysMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** Why a file did not arrive: the server's own words where it has some, under `said`. */
export class UploadError extends Error {
  readonly said: unknown;

  constructor(message: string, said: unknown) {
    super(message);
    this.name = "UploadError";
    this.said = said;
  }
}

type SendOptions = { signal: AbortSignal; onProgress: (sentBytes: number) => void; onRetry: () => void };

/** Sends a file in pieces and answers how a recipe names it. A file that broke off earlier, also before the page was loaded again, goes on where it ended; `signal` gives it up and takes back what was sent. */
export async function sendFile(file: File, { signal, onProgress, onRetry }: SendOptions): Promise<string> {
  const { DetailedError, Upload } = await import("tus-js-client");
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint,
      chunkSize: pieceBytes,
      retryDelays: retryDelaysMs,
      metadata: { filename: file.name },
      removeFingerprintOnSuccess: true,
      onProgress,
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        // What the server refuses with a reason stays refused; a full disk, too.
        const isWorthIt = saidIn(error.originalResponse?.getBody()) === null && (status < 400 || status >= 409);
        if (isWorthIt) onRetry();
        return isWorthIt;
      },
      onError: (error) => {
        const said = error instanceof DetailedError ? saidIn(error.originalResponse?.getBody()) : null;
        reject(new UploadError(error.message, said));
      },
      onSuccess: ({ lastResponse }) => resolve(decodeURIComponent(lastResponse.getHeader(uploadReferenceHeader) ?? "")),
    });
    signal.addEventListener("abort", () => {
      void upload.abort(signal.reason !== "leave").catch(() => undefined);
      reject(new UploadError("cancelled", null));
    });
    void begin(upload).catch(reject);
  });
}

type Resumable = Pick<import("tus-js-client").Upload, "findPreviousUploads" | "resumeFromPreviousUpload" | "start">;

async function begin(upload: Resumable): Promise<void> {
  const [previous] = await upload.findPreviousUploads();
  if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
  upload.start();
}

const bodySchema = z.looseObject({ said: z.unknown() });

function saidIn(body: string | undefined): unknown {
  try {
    return bodySchema.parse(JSON.parse(body ?? "")).said ?? null;
  } catch {
    return null;
  }
}
