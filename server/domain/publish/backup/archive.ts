import { createWriteStream } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import type { Paths } from "../../../platform/paths";
import { databaseEntry, type Manifest, manifestEntry, runsEntry } from "./archive-entries";

const chunkBytes = 1 << 20;

type Packing = { paths: Paths; database: string; target: string; isCompressed: boolean };

/** Writes a database file and the files of all runs to a new archive at `target`, piece by piece. Files that go away or grow meanwhile are no error. */
export async function packArchive({ paths, database, target, isCompressed }: Packing): Promise<{ leftOut: number }> {
  const archive = pack();
  const chunks = Readable.from(archive);
  const output = createWriteStream(target, { flags: "wx" });
  const written = isCompressed ? pipeline(chunks, createGzip(), output) : pipeline(chunks, output);
  const manifest: Manifest = { format: 1, runs: paths.runs, createdAt: Date.now() };
  const fill = async () => {
    archive.entry({ name: manifestEntry }, JSON.stringify(manifest));
    await addFile(archive, databaseEntry, database);
    const leftOut = await addFolder(archive, runsEntry, paths.runs);
    archive.finalize();
    return leftOut;
  };
  // Whichever fails first ends the other, which would else wait for ever.
  const filled = fill().catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  const [, leftOut] = await Promise.all([written, filled]);
  return { leftOut };
}

/** Answers how many things below were left out: links, sockets and the like. */
async function addFolder(archive: Pack, name: string, path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true }).catch(passGone([]));
  archive.entry({ name: `${name}/`, type: "directory" });
  let leftOut = 0;
  for (const entry of entries) {
    const [childName, child] = [`${name}/${entry.name}`, join(path, entry.name)];
    if (entry.isDirectory()) leftOut += await addFolder(archive, childName, child);
    else if (entry.isFile()) await addFile(archive, childName, child);
    else leftOut += 1;
  }
  return leftOut;
}

async function addFile(archive: Pack, name: string, path: string): Promise<void> {
  const handle = await open(path, "r").catch(passGone(null));
  if (handle === null) return;
  try {
    const { size, mtime, mode } = await handle.stat();
    const header = { name, size, mtime, mode: mode & 0o777 };
    await pipeline(bytesOf(handle, size), archive.entry(header));
  } finally {
    await handle.close();
  }
}

/** Just `size` bytes of a file that may grow meanwhile; one that was cut is filled up with zeros. */
async function* bytesOf(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    const buffer = Buffer.alloc(Math.min(chunkBytes, size - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    yield bytesRead === 0 ? buffer : buffer.subarray(0, bytesRead);
    position += bytesRead === 0 ? buffer.length : bytesRead;
  }
}

function passGone<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
}
