import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

/** `other`: an error that is not known to be one of storage. */
export const pauseReasons = ["disk-full", "database-locked", "read-only", "other"] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Why a runner waits; times in ms. `atMs` is when it last tried. */
export type PauseNote = { pid: number; reason: PauseReason; message: string; sinceMs: number; atMs: number };

const sizeBytes = 2_048;
const messageLength = 300;

/** A file that always has its full size, so that it can be rewritten in place where a full disk takes nothing new. */
export type PauseFile = { write: (note: PauseNote | null) => void; close: () => void };

/** Opens the note at `path`, empty, with its space taken; one that cannot be written keeps silent. */
export function openPauseFile(path: string): PauseFile {
  let descriptor: number | null;
  try {
    descriptor = openSync(path, "a+");
    closeSync(descriptor);
    descriptor = openSync(path, "r+");
  } catch {
    return { write: () => undefined, close: () => undefined };
  }
  const file = descriptor;
  const write = (note: PauseNote | null) => {
    const text = note === null ? "" : JSON.stringify({ ...note, message: note.message.slice(0, messageLength) });
    const bytes = Buffer.alloc(sizeBytes, " ");
    bytes.write(text);
    try {
      writeSync(file, bytes, 0, sizeBytes, 0);
      fsyncSync(file);
    } catch {
      // Nobody can be told by this file then; the log still says so.
    }
  };
  write(null);
  return { write, close: () => closeSync(file) };
}

/** The note at `path`; null when there is none, also while it is being rewritten. */
export function readPauseNote(path: string): PauseNote | null {
  try {
    return toNote(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

function toNote(value: Partial<PauseNote>): PauseNote | null {
  const { pid, message, sinceMs, atMs } = value;
  const reason = pauseReasons.find((known) => known === value.reason);
  const isWhole = reason !== undefined && pid !== undefined && message !== undefined;
  return isWhole && sinceMs !== undefined && atMs !== undefined ? { pid, reason, message, sinceMs, atMs } : null;
}
