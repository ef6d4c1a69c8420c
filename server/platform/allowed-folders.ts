import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "./private-file";

type AllowedFolder = { path: string; allowedAtMs: number };

const kept = new Map<string, { stamp: string; folders: AllowedFolder[] }>();

/** Where the folders are noted that a person has allowed on a page. */
function noteOf(home: string): string {
  return join(home, "allowed-folders.json");
}

/** Folders, by real path, that a person has allowed beside project and home; read again only after the note has changed, by whichever process. */
export function listAllowedFolders(home: string): AllowedFolder[] {
  const file = noteOf(home);
  const stamp = stampOf(file);
  if (stamp === null) return [];
  const known = kept.get(file);
  if (known?.stamp === stamp) return known.folders;
  const folders = readFolders(file);
  kept.set(file, { stamp, folders });
  return folders;
}

/** Replaces the list. A reader sees the old one or the new one. */
export function writeAllowedFolders(home: string, folders: readonly AllowedFolder[]): void {
  writePrivateFile(noteOf(home), `${JSON.stringify({ folders }, null, 2)}\n`);
}

/** Changes with every replacement, also within one tick of the clock: the new file is another inode. */
function stampOf(file: string): string | null {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? null : `${stats.ino}:${stats.mtimeNs}:${stats.size}`;
}

/** A damaged note allows nothing. */
function readFolders(file: string): AllowedFolder[] {
  try {
    const { folders }: { folders?: unknown } = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(folders) ? folders.filter(isFolder) : [];
  } catch {
    return [];
  }
}

function isFolder(value: Partial<AllowedFolder> | null): value is AllowedFolder {
  return typeof value?.path === "string" && value.path.startsWith("/") && typeof value.allowedAtMs === "number";
}
