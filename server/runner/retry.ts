const delaysMs = [30_000, 120_000, 600_000];

/**
 * When a lost stage is tried again: after 30 s, 2 min and 10 min, at once where the loss is explained by a restart of the host or by the cluster;
 * null after the third time, and for a server, which nobody may be waiting for any more. Pure; `autoRetries` is how often
 * it was tried again already, `now` in ms.
 */
export function retryTimeOf(
  { kind, autoRetries }: { kind: string; autoRetries: number },
  isExplained: boolean,
  now: number,
): number | null {
  const delayMs = delaysMs[autoRetries];
  if (delayMs === undefined || kind === "serve") return null;
  return isExplained ? now : now + delayMs;
}
