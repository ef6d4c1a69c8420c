import { isFileFault, passingProblemOf, storageProblemOf } from "../contract/storage-error";
import type { Services } from "../domain/services";
import type { Tell } from "../platform/logger/logger";
import { writeProblemOf } from "../platform/paths";
import { openPauseFile, type PauseReason } from "../platform/pause-note";
import { messageOf } from "./message";

/** True when the runner has to wait after `error` instead of letting a stage fail by it: what storage cannot take now, nobody may lose or fail by. */
export function mustWait(error: unknown, { paths }: Services): boolean {
  if (isFileFault(error)) return true;
  return storageProblemOf(error, () => writeProblemOf(paths.home) === null) !== null;
}

/** Tells people that the runner waits and that it goes on: by a file that a full disk still takes, and once in the log. */
export type PauseTeller = { pause: (error: unknown, now: number) => void; goOn: () => void; close: () => void };

/** A teller that writes the note at `path` for a runner whose folder is `home`. */
export function createPauseTeller(path: string, home: string, log: Tell): PauseTeller {
  const file = openPauseFile(path);
  let current: { told: string; sinceMs: number } | null = null;
  const goOn = () => {
    if (current === null) return;
    current = null;
    file.write(null);
    log("Going on");
  };
  return {
    pause: (error, now) => {
      const reason: PauseReason = passingProblemOf(error, () => writeProblemOf(home) === null) ?? "other";
      const message = messageOf(error);
      const told = reason === "other" ? message : reason;
      if (current?.told !== told) {
        current = { told, sinceMs: current?.sinceMs ?? now };
        log(`Paused: ${message}`, { err: error });
      }
      file.write({ pid: process.pid, reason, message, sinceMs: current.sinceMs, atMs: now });
    },
    goOn,
    close: () => {
      file.write(null);
      file.close();
    },
  };
}
