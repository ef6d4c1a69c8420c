import { uptime } from "node:os";
import { readBootId } from "./process-facts";

/** A moment by the clock on the wall, which people may set, and by the time since the machine was started, which they cannot. */
export type Moment = { wallMs: number; bootId: string | null; uptimeMs: number };

/** This moment. All processes of a machine see the same time since its start. */
export function readMoment(): Moment {
  return { wallMs: Date.now(), bootId: readBootId(), uptimeMs: Math.round(uptime() * 1_000) };
}

/** How long before `now` something was, in ms; by the wall clock where the two are not of one start of one machine that tells it apart. Never negative: a moment that seems to come is as far away as it seems. */
export function ageMs(then: { wallMs: number; bootId: string | null; uptimeMs: number | null }, now: Moment): number {
  const isSameBoot = then.bootId !== null && then.bootId === now.bootId && then.uptimeMs !== null;
  return Math.abs(isSameBoot ? now.uptimeMs - (then.uptimeMs ?? 0) : now.wallMs - then.wallMs);
}
