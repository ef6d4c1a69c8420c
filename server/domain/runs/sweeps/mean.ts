import type { SweepFigure, SweepMean } from "../../../contract/sweep";

/** Mean and sample standard deviation (n − 1) of the figures that are there; the deviation needs two of them. Without any, the reason of the first. Pure. */
export function meanOfFigures(figures: readonly SweepFigure[]): SweepMean {
  const values = figures.flatMap(({ value }) => value ?? []);
  const n = values.length;
  if (n === 0) return { mean: null, std: null, n, reason: figures[0]?.reason ?? "waiting" };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: n < 2 ? null : Math.sqrt(squares / (n - 1)), n, reason: null };
}
