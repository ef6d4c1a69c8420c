import type { Score } from "../../../contract/evaluation";
import type { Message } from "../../../contract/message";

const z95 = 1.959964;

/** Wilson's 95 % interval for `successes` of `n` (E. B. Wilson, 1927). */
export function wilsonInterval(successes: number, n: number): { low: number; high: number } {
  const share = successes / n;
  const centre = share + z95 ** 2 / (2 * n);
  const margin = z95 * Math.sqrt((share * (1 - share)) / n + z95 ** 2 / (4 * n ** 2));
  const scale = 1 + z95 ** 2 / n;
  return { low: Math.max(0, (centre - margin) / scale), high: Math.min(1, (centre + margin) / scale) };
}

/** Mean of item scores: with Wilson's interval where every score is 0 or 1, else with the normal one of the mean; null with a reason for no items. */
export function scoreOf(values: number[], reason: Message): Score {
  const n = values.length;
  if (n === 0) return { value: null, n: 0, low: null, high: null, reason };
  const value = values.reduce((sum, score) => sum + score, 0) / n;
  if (values.every((score) => score === 0 || score === 1))
    return { value, n, ...wilsonInterval(value * n, n), reason: null };
  if (n === 1) return { value, n, low: null, high: null, reason: null };
  const variance = values.reduce((sum, score) => sum + (score - value) ** 2, 0) / (n - 1);
  const margin = z95 * Math.sqrt(variance / n);
  return { value, n, low: Math.max(0, value - margin), high: Math.min(1, value + margin), reason: null };
}
