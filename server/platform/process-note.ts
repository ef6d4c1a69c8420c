import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isAlive, readBootId, readStartTicks } from "./process-facts";

/** A process that stays, told by a file for as long as it runs. `url`: where its dashboard answers; null for one that has none. */
export type ProcessNote = { pid: number; bootId: string | null; startTicks: number | null; url: string | null };

/**
 * Notes this process at `path`, unless another one that still runs is noted there: then that one is the answer, else null.
 * A note that a process left behind when it was killed is replaced. Where no file can be made, nobody can be told.
 */
export function claimNote(path: string, url: string | null): ProcessNote | null {
  const { pid } = process;
  const note: ProcessNote = { pid, bootId: readBootId(), startTicks: readStartTicks(pid), url };
  try {
    mkdirSync(dirname(path), { recursive: true });
    for (;;) {
      if (createWhole(path, JSON.stringify(note))) return null;
      const holder = readNote(path);
      if (holder !== null) return holder.pid === pid ? null : holder;
      removeStale(path);
    }
  } catch {
    return null;
  }
}

/** The process that is noted at `path` and still runs; null when there is none. */
export function readNote(path: string): ProcessNote | null {
  try {
    const note = toNote(JSON.parse(readFileSync(path, "utf8")));
    return note !== null && isRunning(note) ? note : null;
  } catch {
    return null;
  }
}

/** Takes this process's own note away; that of another one stays. */
export function dropNote(path: string): void {
  if (readNote(path)?.pid === process.pid) rmSync(path, { force: true });
}

function isRunning({ pid, bootId, startTicks }: ProcessNote): boolean {
  if (bootId !== readBootId()) return false;
  return startTicks === null ? isAlive(pid) : readStartTicks(pid) === startTicks;
}

function toNote(value: Partial<ProcessNote>): ProcessNote | null {
  const { pid, bootId = null, startTicks = null, url = null } = value;
  return pid === undefined ? null : { pid, bootId, startTicks, url };
}

const noLinks = /^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS)$/;

/** False when there is a file at `path`. Nobody ever sees half a note: it gets its name when it is whole. */
function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!noLinks.test(codeOf(error))) throw error;
    return createInPlace(path, text);
  } finally {
    rmSync(draft, { force: true });
  }
}

function createInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Another process may do the same at this moment and note itself in between: its note is put back. */
function removeStale(path: string): void {
  const taken = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, taken);
    if (readNote(taken) !== null) linkSync(taken, path);
  } catch (error) {
    if (!/^(ENOENT|EEXIST)$/.test(codeOf(error))) throw error;
  } finally {
    rmSync(taken, { force: true });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
