import { type Dirent, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export type EventFile = {
  /** Relative to the folder that was searched. */
  file: string;
  /** Its folder there; empty for the folder itself. TensorBoard calls each such folder a run. */
  folder: string;
  /** When its writer was made, from its name; null where the name does not tell. */
  startMs: number | null;
};

const depth = 4;
const eventFileName = /\.tfevents\.(\d{9,11})?/;

/** TensorBoard event files below a folder, oldest writer first in each folder; checkpoints are not searched. */
export function listEventFiles(directory: string): EventFile[] {
  return search(directory, depth)
    .map((path) => relative(directory, path))
    .map((file) => ({ file, folder: dirname(file) === "." ? "" : dirname(file), startMs: startOf(file) }))
    .sort(
      (a, b) => a.folder.localeCompare(b.folder) || (a.startMs ?? 0) - (b.startMs ?? 0) || a.file.localeCompare(b.file),
    );
}

function search(directory: string, levels: number): string[] {
  return entriesOf(directory).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isFile() && eventFileName.test(entry.name)) return [path];
    const isSearched = entry.isDirectory() && levels > 0 && !/^checkpoint-\d+$/.test(entry.name);
    return isSearched ? search(path, levels - 1) : [];
  });
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

function startOf(file: string): number | null {
  const seconds = eventFileName.exec(file)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
