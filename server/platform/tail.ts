import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export type TailCursor = { offset: number; inode: number };
/** `hasMore`: the file is longer than what was read at once. */
export type TailResult = { lines: string[]; cursor: TailCursor; hasMore: boolean };

const chunkBytes = 4 * 2 ** 20;
const fingerprintBytes = 2 ** 16;
const newline = 10;
const carriageReturn = 13;

/**
 * Reads the whole lines that were added to `path` since `cursor`, at most 4 MiB of them. A last line without newline is
 * left for later, or taken with `flush` once its writer has ended. A line of more than 4 MiB is passed over but for its
 * end. A file that was replaced or cut is read from its beginning. In what was written for a terminal (`isTerminal`) a
 * carriage return ends a line too, as the bars do that write over themselves. Null when the file is not there.
 */
export function readNewLines(
  path: string,
  cursor: TailCursor | null,
  flush: boolean,
  isTerminal = false,
): TailResult | null {
  const descriptor = openOrNull(path);
  if (descriptor === null) return null;
  try {
    const { size, ino } = fstatSync(descriptor);
    const isSame = cursor !== null && cursor.inode === ino && cursor.offset <= size;
    const offset = isSame ? cursor.offset : 0;
    const bytes = readAt(descriptor, offset, Math.min(chunkBytes, size - offset));
    const isAtEnd = offset + bytes.length >= size;
    const lastEnd = Math.max(bytes.lastIndexOf(newline), isTerminal ? bytes.lastIndexOf(carriageReturn) : -1);
    const end = flush && isAtEnd ? bytes.length : lastEnd + 1;
    const isTooLong = end === 0 && bytes.length === chunkBytes;
    if (isTooLong) return { lines: [], cursor: { offset: offset + bytes.length, inode: ino }, hasMore: !isAtEnd };
    const lines = linesOf(bytes.subarray(0, end), isTerminal ? /[\r\n]/ : "\n");
    return { lines, cursor: { offset: offset + end, inode: ino }, hasMore: !isAtEnd };
  } finally {
    closeSync(descriptor);
  }
}

/** The lines of UTF-8 text that are not blank. */
export function linesOf(bytes: Buffer, ends: string | RegExp = "\n"): string[] {
  return bytes
    .toString("utf8")
    .split(ends)
    .filter((line) => line.trim() !== "");
}

/** How much of a file was used, with a digest of that part, by which a copy of the file is known again. */
export type ContentCursor = { offset: number; fingerprint: string };

/** Bytes after a cursor; `isNew` when the part before it is not what it was, so that reading began at 0. */
export type NewBytes = { bytes: Buffer; offset: number; inode: number; mtimeMs: number; isNew: boolean };

/**
 * Reads all that follows `cursor`. Unlike `readNewLines` it knows a file by its content: one that was copied again and
 * has grown goes on where it was left. Null when the file is not there.
 */
export function readAfter(path: string, cursor: ContentCursor | null): NewBytes | null {
  const descriptor = openOrNull(path);
  if (descriptor === null) return null;
  try {
    const { size, ino, mtimeMs } = fstatSync(descriptor);
    const isSame =
      cursor !== null && cursor.offset <= size && fingerprint(descriptor, cursor.offset) === cursor.fingerprint;
    const offset = isSame ? cursor.offset : 0;
    return { bytes: readAt(descriptor, offset, size - offset), offset, inode: ino, mtimeMs, isNew: !isSame };
  } finally {
    closeSync(descriptor);
  }
}

/** The cursor for a file of which the first `offset` bytes were used; null when the file is not there. */
export function cursorAt(path: string, offset: number): ContentCursor | null {
  const descriptor = openOrNull(path);
  if (descriptor === null) return null;
  try {
    return { offset, fingerprint: fingerprint(descriptor, offset) };
  } finally {
    closeSync(descriptor);
  }
}

/** Digest of the beginning and the end of a file's first `offset` bytes. */
function fingerprint(descriptor: number, offset: number): string {
  const length = Math.min(offset, fingerprintBytes);
  return createHash("sha256")
    .update(readAt(descriptor, 0, length))
    .update(readAt(descriptor, offset - length, length))
    .digest("hex");
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, offset));
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}
