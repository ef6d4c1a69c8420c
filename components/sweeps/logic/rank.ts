import { valueText } from "../../../server/contract/recipe/sweep-names";
import type { SweepMeasure, SweepTrialRow } from "../../../server/contract/sweep";

export type Order = "asc" | "desc";

/** The trials in order of their number (`trial`), of a varied key or of a measure; those without a value come last, equal ones keep their order. */
export function sortTrials(trials: readonly SweepTrialRow[], sort: string, order: Order): SweepTrialRow[] {
  const sign = order === "asc" ? 1 : -1;
  const sortValue = ({ index, values, means }: SweepTrialRow): number | string | null => {
    if (sort === "trial") return index;
    if (means[sort] !== undefined) return means[sort].mean;
    const value = values[sort] ?? null;
    return value === null || typeof value === "number" ? value : valueText(value);
  };
  return [...trials].sort((left, right) => {
    const [a, b] = [sortValue(left), sortValue(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b));
  });
}

/** The index of the trial with the best mean, the first of equal ones; null where none has one. */
export function bestTrial(trials: readonly SweepTrialRow[], { id, isLowerBetter }: SweepMeasure): number | null {
  const known = trials.filter(({ means }) => means[id]?.mean != null);
  return sortTrials(known, id, isLowerBetter ? "asc" : "desc")[0]?.index ?? null;
}

/** How good each trial is by a measure, from 0 (the worst) to 1; null without a value, 1 where all are equal. */
export function goodnessOf(trials: readonly SweepTrialRow[], { id, isLowerBetter }: SweepMeasure): (number | null)[] {
  const means = trials.map((trial) => trial.means[id]?.mean ?? null);
  const known = means.flatMap((mean) => mean ?? []);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return means.map((mean) => {
    if (mean === null) return null;
    if (high === low) return 1;
    const share = (mean - low) / (high - low);
    return isLowerBetter ? 1 - share : share;
  });
}

/** A blue for good and an orange for bad, which the colour-blind tell apart, mixed by goodness; grey without one. */
export function goodnessColor(goodness: number | null): string {
  if (goodness === null) return "var(--muted-foreground)";
  return `color-mix(in oklab, var(--series-1) ${Math.round(goodness * 100)}%, var(--series-2))`;
}
