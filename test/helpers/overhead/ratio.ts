/** Geometric mean of ratios with its 95 % interval by the normal approximation on their logarithms. */
export type MeanRatio = { mean: number; low: number; high: number; count: number };

/** The mean of paired measurements as a ratio; the interval is unknown (NaN) for a single pair. */
export function meanRatio(ratios: readonly number[]): MeanRatio {
  const logs = ratios.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1);
  const half = 1.96 * Math.sqrt(variance / logs.length);
  return { mean: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half), count: logs.length };
}
