import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";

const tailBytes = 65_536;
const tailLines = 60;

/** The last lines of an attempt's log, progress bars reduced to their last state; empty when there is no log. */
export function readLogTail(directory: string): string[] {
  let descriptor: number;
  try {
    descriptor = openSync(join(directory, "out.log"), "r");
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    const lines = buffer.toString("utf8").split("\n");
    return lines
      .map((line) => line.split("\r").findLast((part) => part.trim() !== "") ?? "")
      .filter(Boolean)
      .slice(-tailLines);
  } finally {
    closeSync(descriptor);
  }
}
