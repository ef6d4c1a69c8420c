import { endTrialEarly, judgeSweep, listJudgedSweeps } from "../domain/runs/sweeps/early-stop";
import type { Services } from "../domain/services";

/** How many points the trials at work of each sweep had when they were last judged. */
export type JudgedPoints = Map<string, number>;

/** Ends the trials that their sweep's median rule finds clearly worse; a sweep is looked at again when its trials have logged more. */
export function stopWorseTrials(
  { db }: Services,
  judged: JudgedPoints,
  now: number,
  log: (line: string) => void,
): void {
  const sweeps = listJudgedSweeps(db);
  for (const sweep of sweeps) {
    if (judged.get(sweep.sweepId) === sweep.points) continue;
    judged.set(sweep.sweepId, sweep.points);
    for (const worse of judgeSweep(db, sweep))
      if (endTrialEarly(db, worse, now))
        log(`Stopping run ${worse.runId} early: worse than the median of ${worse.earlyStop.trials} trials`);
  }
  for (const sweepId of judged.keys()) if (!sweeps.some((sweep) => sweep.sweepId === sweepId)) judged.delete(sweepId);
}
