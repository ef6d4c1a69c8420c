import { createReadStream, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pack } from "tar-stream";

/** A tar of a folder's files below `name/`, read as it is taken: memory holds a few blocks, whatever the folder weighs. Symbolic links are followed. */
export function packFolder(folder: string, name: string): Readable {
  const archive = pack();
  void fill(archive, folder, name).catch((error: Error) => archive.destroy(error));
  return Readable.from(archive);
}

async function fill(archive: ReturnType<typeof pack>, folder: string, name: string): Promise<void> {
  for (const path of filesBelow(folder)) {
    const { size, mtime } = statSync(path);
    const entry = archive.entry({ name: `${name}/${relative(folder, path)}`, size, mtime });
    await pipeline(createReadStream(path), entry);
  }
  archive.finalize();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}
