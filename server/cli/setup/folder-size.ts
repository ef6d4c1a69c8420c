import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of all files below a folder. */
export async function folderSizeBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  let sizeBytes = 0;
  for (const { parentPath, name } of files) sizeBytes += (await lstat(join(parentPath, name))).size;
  return sizeBytes;
}
