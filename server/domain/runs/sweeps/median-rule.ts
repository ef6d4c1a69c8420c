import type { MedianRule } from "../../../contract/recipe/sweep";
import type { EarlyStop } from "../../../contract/trial";
import type { LossPoint } from "../../results/convergence/judge";
import { median } from "../../results/convergence/trend";

/** What a run of a sweep has logged of the judged key, in order of steps; repeats of a trial have the same `trial`. */
export type TrialCurve = { runId: string; trial: number; points: LossPoint[]; isRunning: boolean };

export type WorseTrial = { runId: string; earlyStop: EarlyStop };

/**
 * The running trials that the median rule ends (Golovin et al. 2017, Google Vizier, section 3.2.2): at its last step s, the best value
 * so far is worse than the median of the other trials' averages up to s. Only trials that have come to s are compared with;
 * a trial's repeats count as one, by their mean, and are never compared with one another. Lower is better. Pure.
 */
export function findWorseTrials(curves: readonly TrialCurve[], rule: MedianRule): WorseTrial[] {
  return curves.flatMap(({ runId, trial, points, isRunning }): WorseTrial[] => {
    const step = points.at(-1)?.step;
    if (!isRunning || step === undefined || step < rule.minSteps) return [];
    const others = averagesAt(curves, step, trial);
    if (others.length < rule.minTrials) return [];
    const best = Math.min(...points.map(({ value }) => value));
    const middle = median(others);
    if (best <= middle) return [];
    return [{ runId, earlyStop: { key: rule.key, step, best, median: middle, trials: others.length } }];
  });
}

function averagesAt(curves: readonly TrialCurve[], step: number, own: number): number[] {
  const byTrial = new Map<number, number[]>();
  for (const { trial, points } of curves) {
    const last = points.at(-1)?.step ?? Number.NEGATIVE_INFINITY;
    const values = points.filter((point) => point.step <= step).map(({ value }) => value);
    if (trial === own || last < step || values.length === 0) continue;
    byTrial.set(trial, [...(byTrial.get(trial) ?? []), meanOf(values)]);
  }
  return [...byTrial.values()].map(meanOf);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
