/** The middle value; NaN for none. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper;
}

/** The median of the slopes between all pairs of `[x, y]` (Theil 1950, Sen 1968); 0 for fewer than two distinct x. */
export function theilSenSlope(points: [number, number][]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).flatMap(([laterX, laterY]) => (laterX === x ? [] : [(laterY - y) / (laterX - x)])),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}

/** Mann–Kendall's statistic of a series in order, with continuity correction: above 0 it rises, below 0 it falls. */
export function mannKendallZ(values: number[]): number {
  const n = values.length;
  let score = 0;
  for (const [index, value] of values.entries())
    for (const later of values.slice(index + 1)) score += Math.sign(later - value);
  if (score === 0 || n < 2) return 0;
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return (score - Math.sign(score)) / deviation;
}
