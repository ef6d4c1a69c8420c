import { statSync } from "node:fs";

/** Changes with a file's content, as far as its size, time of change and place on disk tell; `-` where there is none. */
export function fileStamp(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "-" : `${stats.size}:${stats.mtimeMs}:${stats.ino}`;
}
