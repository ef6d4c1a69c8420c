import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

type Rolling = { maxBytes: number; keptFiles: number };

/** 20 MiB in all. */
const standard: Rolling = { maxBytes: 5 * 2 ** 20, keptFiles: 3 };

/**
 * A destination that appends lines to `path` and begins a new file when that has become too long; the last ones stay as
 * `path.1` (the newest) and so on. Several processes may write: each line is one write, and is in the file when `write`
 * returns. A line that cannot be written is lost, since a full disk must not end what it is told of.
 */
export function rollingFile(path: string, { maxBytes, keptFiles } = standard): { write: (line: string) => void } {
  const roll = () => {
    for (let number = keptFiles; number >= 1; number--)
      moveIfThere(number === 1 ? path : `${path}.${number - 1}`, `${path}.${number}`);
  };
  const write = (line: string) => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (sizeBytes > 0 && sizeBytes + Buffer.byteLength(line) > maxBytes) roll();
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      // Nobody can be told.
    }
  };
  return { write };
}

/** The files that `rollingFile` keeps at `path`, the oldest first. */
export function rolledFiles(path: string): string[] {
  const kept = Array.from({ length: standard.keptFiles }, (_, index) => `${path}.${standard.keptFiles - index}`);
  return [...kept, path];
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
}
