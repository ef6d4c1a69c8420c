import { findByEnvironment } from "../../platform/process-facts";

/** The environment variable by which every process of an attempt is found again. */
export const attemptMarker = "STILLROOM_ATTEMPT";

// A process that forks while the list is read is found in the next round.
const maxRounds = 5;

/** Ends what an attempt left behind when its wrapper was killed; nothing where the platform does not tell. */
export function sweepOrphans(attemptId: string): void {
  for (let round = 0; round < maxRounds; round++) {
    const left = findByEnvironment(attemptMarker, attemptId).filter((pid) => pid !== process.pid);
    if (left.length === 0) return;
    for (const pid of left) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It ended by itself in between.
      }
    }
  }
}
