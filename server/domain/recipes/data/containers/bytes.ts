import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { message } from "../../../../contract/message";
import { FileFault } from "../faults";
import type { SourceFacts } from "../source";

const chunkBytes = 2 ** 18;

/** The bytes of a file, unpacked where they are gzip; size, digest and compression are noted. */
export async function* bytesOf(path: string, facts: SourceFacts): AsyncGenerator<Buffer> {
  const { head, chunks } = await peek(rawBytesOf(path, facts));
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* chunks;
    return;
  }
  facts.compression = "gzip";
  facts.isPlain = false;
  const unpacked = createGunzip({ chunkSize: chunkBytes });
  // Errors reach the one who reads what is unpacked.
  pipeline(Readable.from(chunks), unpacked, () => undefined);
  try {
    for await (const chunk of unpacked) yield chunk;
  } catch (error) {
    throw isZlibError(error) ? new FileFault(message("data.gzip-damaged")) : error;
  }
}

/** The first of some chunks, empty where there are none, and all of them again. */
export async function peek(chunks: AsyncGenerator<Buffer>): Promise<{ head: Buffer; chunks: AsyncGenerator<Buffer> }> {
  const first = await chunks.next();
  const head = first.done ? Buffer.alloc(0) : first.value;
  return { head, chunks: again(head, chunks) };
}

async function* again(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* rawBytesOf(path: string, facts: SourceFacts): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    hash.update(chunk);
    facts.sizeBytes += chunk.length;
    yield chunk;
  }
  facts.digest = hash.digest("hex");
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(Z_|ERR_BUFFER)/.test(String(error.code));
}
