import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export type TailCursor = { offset: number; inode: number };
export type TailResult = { lines: string[]; cursor: TailCursor };

const chunkBytes = 4 * 2 ** 20;
const newline = 10;

/**
 * Reads the whole lines that were added to `path` since `cursor`, at most 4 MiB of them. A last line without newline is
 * left for later, or taken with `flush` once its writer has ended. A file that was replaced or cut is read from its
 * beginning. Null when the file is not there.
 */
export function readNewLines(path: string, cursor: TailCursor | null, flush: boolean): TailResult | null {
  const descriptor = openOrNull(path);
  if (descriptor === null) return null;
  try {
    const { size, ino } = fstatSync(descriptor);
    const isSame = cursor !== null && cursor.inode === ino && cursor.offset <= size;
    const offset = isSame ? cursor.offset : 0;
    const buffer = Buffer.alloc(Math.min(chunkBytes, size - offset));
    const read = readSync(descriptor, buffer, 0, buffer.length, offset);
    const bytes = buffer.subarray(0, read);
    const isAtEnd = offset + read >= size;
    const end = flush && isAtEnd ? bytes.length : bytes.lastIndexOf(newline) + 1;
    const lines = bytes
      .toString("utf8", 0, end)
      .split("\n")
      .filter((line) => line.trim() !== "");
    return { lines, cursor: { offset: offset + end, inode: ino } };
  } finally {
    closeSync(descriptor);
  }
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}
