import { type StageKind, traitsOf } from "../contract/stage-kinds";

const delaysMs = [30_000, 120_000, 600_000];
const longMs = 600_000;

/**
 * How often a stage was tried again in vain, now that another attempt is lost. One that a cluster took away after ten minutes of
 * work was not in vain: a training longer than the cluster's time limit goes from job to job as often as it needs to. Pure.
 */
export function vainRetries(
  { autoRetries }: { autoRetries: number },
  { ranMs, isExplained }: { ranMs: number; isExplained: boolean },
): number {
  return isExplained && ranMs >= longMs ? 0 : autoRetries;
}

/**
 * When a lost stage is tried again: after 30 s, 2 min and 10 min, at once where the loss is explained by a restart of the host or by the cluster;
 * null after the third time, and for a server, which nobody may be waiting for any more. Pure; `autoRetries` is how often
 * it was tried again already, `now` in ms.
 */
export function retryTimeOf(
  { kind, autoRetries }: { kind: StageKind; autoRetries: number },
  isExplained: boolean,
  now: number,
): number | null {
  const delayMs = delaysMs[autoRetries];
  if (delayMs === undefined || traitsOf(kind).isOnRequest) return null;
  return isExplained ? now : now + delayMs;
}
