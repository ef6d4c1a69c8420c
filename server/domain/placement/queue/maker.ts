import type { ActiveEntry, QueueEntry } from "./entries";

/** The stage at work whose result an equal one will use instead of running itself; undefined where there is none. Pure. */
export function makerOf(
  { cacheKey }: Pick<QueueEntry, "cacheKey">,
  active: readonly ActiveEntry[],
): ActiveEntry | undefined {
  return cacheKey === null ? undefined : active.find((entry) => entry.cacheKey === cacheKey);
}
