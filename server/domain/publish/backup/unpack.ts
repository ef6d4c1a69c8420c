import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract } from "tar-stream";
import { AppError } from "../../../contract/error";
import { type Message, message } from "../../../contract/message";
import { databaseEntry, type Manifest, manifestEntry, manifestSchema, runsEntry } from "./archive-entries";

export type BackupKind = "database" | "archive" | "compressed-archive";

const magics: [BackupKind, number, string][] = [
  ["database", 0, "SQLite format 3\0"],
  ["compressed-archive", 0, "\x1f\x8b"],
  ["archive", 257, "ustar"],
];

/** What kind of backup a file is by its first bytes. Throws `invalid-input` for a file that is none or cannot be read. */
export async function kindOfBackup(file: string): Promise<BackupKind> {
  const handle = await open(file, "r").catch(() => null);
  if (handle === null) throw noBackup(file, message("publish.unreadable"));
  try {
    const { buffer } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const found = magics.find(([, at, magic]) => buffer.toString("latin1", at, at + magic.length) === magic);
    if (found === undefined) throw noBackup(file, message("publish.not-a-backup"));
    return found[0];
  } catch (error) {
    throw error instanceof AppError ? error : noBackup(file, message("publish.unreadable"));
  } finally {
    await handle.close();
  }
}

/** The error for a file that cannot be put back, and why. */
export function noBackup(file: string, why: Message | string): AppError {
  return new AppError("invalid-input", message("publish.no-backup", { file, why }), {
    field: "file",
    suggestion: message("publish.no-backup-next"),
  });
}

/** Writes what an archive holds into the empty folder `target`: the database and the runs. Nothing but files and folders, and nothing outside it. */
export async function unpackArchive(file: string, kind: BackupKind, target: string): Promise<Manifest> {
  const entries = extract();
  const source = createReadStream(file);
  const fed = kind === "archive" ? pipeline(source, entries) : pipeline(source, createGunzip(), entries);
  const read = readEntries(entries, file, target);
  // The error of the one that ends first makes the other end as well.
  const [, manifest] = await Promise.all([fed, read]).catch((error: unknown) => {
    if (error instanceof AppError || isOfSystem(error)) throw error;
    throw noBackup(file, error instanceof Error ? error.message : String(error));
  });
  if (manifest === null) throw noBackup(file, message("publish.lacks-entry", { name: manifestEntry }));
  return manifest;
}

async function readEntries(entries: Extract, file: string, target: string): Promise<Manifest | null> {
  let manifest: Manifest | null = null;
  for await (const entry of entries) {
    const { name, type, mode } = entry.header;
    const path = join(target, name);
    if (name === manifestEntry) {
      const parsed = manifestSchema.safeParse(JSON.parse(await text(entry)));
      if (!parsed.success) throw noBackup(file, message("publish.later-version"));
      manifest = parsed.data;
    } else if (!isOwnName(name)) throw noBackup(file, message("publish.strange-entry", { name }));
    else if (type === "directory") {
      await mkdir(path, { recursive: true });
      entry.resume();
    } else if (type === "file") {
      await mkdir(dirname(path), { recursive: true });
      await pipeline(entry, createWriteStream(path, { flags: "wx", mode: (mode ?? 0o600) & 0o777 }));
    } else throw noBackup(file, message("publish.odd-entry", { name }));
  }
  return manifest;
}

function isOwnName(name: string): boolean {
  if (name === databaseEntry) return true;
  const [first, ...rest] = name.replace(/\/$/, "").split("/");
  return first === runsEntry && rest.every((part) => part !== "" && part !== "." && part !== "..");
}

/** What the disk refused, such as more bytes, is not the archive's fault. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

/** Removes a folder with all that is in it. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}
