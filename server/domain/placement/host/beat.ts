import { desc } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { runners } from "../../../../db/schema/index";
import { ageMs, type Moment, readMoment } from "../../../platform/machine-clock";

export type Beat = typeof runners.$inferSelect;

const beatTimeoutMs = 10_000;

/** The runner that beats, or the one that beat last; null when there has been none. */
export function latestBeat(db: Db, now: Moment = readMoment()): Beat | null {
  const beats = db.select().from(runners).orderBy(desc(runners.beatAt)).all();
  return beats.find((beat) => isFresh(beat, now)) ?? beats[0] ?? null;
}

/** True when a runner has beaten within the last ten seconds, whatever the clock on the wall was set to meanwhile. */
export function isRunnerAlive(db: Db, now: Moment = readMoment()): boolean {
  const beat = latestBeat(db, now);
  return beat !== null && isFresh(beat, now);
}

function isFresh({ beatAt, bootId, beatUptimeMs }: Beat, now: Moment): boolean {
  return ageMs({ wallMs: beatAt, bootId, uptimeMs: beatUptimeMs }, now) < beatTimeoutMs;
}

/** How a beat at `now` is stored. */
export function beatColumns({ wallMs, bootId, uptimeMs }: Moment): Pick<Beat, "beatAt" | "bootId" | "beatUptimeMs"> {
  return { beatAt: wallMs, bootId, beatUptimeMs: uptimeMs };
}

/** How it is stored that a runner has ended: others need not wait for its beat to grow old. */
export const noBeat: Pick<Beat, "beatAt" | "bootId" | "beatUptimeMs"> = { beatAt: 0, bootId: null, beatUptimeMs: null };
