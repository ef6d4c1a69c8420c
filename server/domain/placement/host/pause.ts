import { type Message, message } from "../../../contract/message";
import type { Pause } from "../../../contract/server";
import { type Paths, writeProblemOf } from "../../../platform/paths";
import { readPauseNote } from "../../../platform/pause-note";

/** A try on a locked database alone takes ten seconds; an older note is of a runner that is gone. */
const freshMs = 40_000;

/** Why the runner waits at `now` (ms), by its own note; null when it does not, or is gone. */
export function readPause({ pauseNote }: Pick<Paths, "pauseNote">, now: number): Pause | null {
  const note = readPauseNote(pauseNote);
  if (note === null || Math.abs(now - note.atMs) > freshMs) return null;
  const { reason, sinceMs, message } = note;
  return { reason, sinceMs, message };
}

/** The same, or that the folder takes nothing, which a runner cannot note there. */
export function findPause(paths: Pick<Paths, "home" | "pauseNote">, now: number): Pause | null {
  const message = writeProblemOf(paths.home);
  return readPause(paths, now) ?? (message === null ? null : { reason: "read-only", sinceMs: null, message });
}

/** What a person can do about it. */
export function pauseRemedy({ reason }: Pause): Message {
  return message(`doctor.pause-${reason}-next`);
}
