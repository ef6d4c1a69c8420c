import type { Db } from "../../db/client";
import { endTrialEarly, type JudgedSweep, judgeSweep, listJudgedSweeps } from "../domain/runs/sweeps/early-stop";
import type { Services } from "../domain/services";
import { type Faults, tellFault } from "./isolate";
import { mustWait } from "./pause";

/** How many points the trials at work of each sweep had when they were last judged. */
export type JudgedPoints = Map<string, number>;

/** Ends the trials that their sweep's median rule finds clearly worse; a sweep is looked at again when its trials have logged more. One that cannot be judged ends none and keeps no other from being judged. */
export function stopWorseTrials(services: Services, judged: JudgedPoints, now: number, faults: Faults): void {
  const { db } = services;
  const sweeps = listJudgedSweeps(db);
  for (const sweep of sweeps) {
    if (judged.get(sweep.sweepId) === sweep.points) continue;
    judged.set(sweep.sweepId, sweep.points);
    try {
      endWorse(db, sweep, now, faults.log);
    } catch (error) {
      if (mustWait(error, services)) throw error;
      tellFault(faults, `The trials of sweep ${sweep.sweepId} cannot be judged`, error);
    }
  }
  for (const sweepId of judged.keys()) if (!sweeps.some((sweep) => sweep.sweepId === sweepId)) judged.delete(sweepId);
}

function endWorse(db: Db, sweep: JudgedSweep, now: number, log: (line: string) => void): void {
  for (const worse of judgeSweep(db, sweep))
    if (endTrialEarly(db, worse, now))
      log(`Stopping run ${worse.runId} early: worse than the median of ${worse.earlyStop.trials} trials`);
}
