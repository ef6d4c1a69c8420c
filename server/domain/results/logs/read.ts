import { open } from "node:fs/promises";
import type { LogSlice } from "../../../contract/log";
import type { Services } from "../../services";
import { type LogPlace, logFileOf } from "./place";

type Query = LogPlace & { startBytes: number | null; maxBytes: number };

/** A slice of a log by byte offset, or its end; never more than `maxBytes` in memory, whatever the size of the file. */
export async function readLog(services: Services, query: Query): Promise<LogSlice> {
  const file = logFileOf(services, query);
  if (file === null) return emptySlice;
  const handle = await open(file, "r").catch(() => null);
  if (handle === null) return emptySlice;
  try {
    const { size } = await handle.stat();
    const isTail = query.startBytes === null;
    const start = query.startBytes === null ? Math.max(0, size - query.maxBytes) : Math.min(query.startBytes, size);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(query.maxBytes), 0, query.maxBytes, start);
    return cutToLines(buffer.subarray(0, bytesRead), start, size, isTail && start > 0);
  } finally {
    await handle.close();
  }
}

const emptySlice: LogSlice = { text: "", startBytes: 0, endBytes: 0, sizeBytes: 0 };
const newline = 10;

/** Drops a first line that was cut, and a last one unless the slice reaches the end of the file. */
function cutToLines(bytes: Buffer, start: number, sizeBytes: number, dropFirst: boolean): LogSlice {
  const from = dropFirst ? bytes.indexOf(newline) + 1 : 0;
  const isWhole = start + bytes.length >= sizeBytes;
  const lastNewline = bytes.lastIndexOf(newline);
  const to = isWhole || lastNewline < from ? bytes.length : lastNewline + 1;
  return { text: bytes.toString("utf8", from, to), startBytes: start + from, endBytes: start + to, sizeBytes };
}
