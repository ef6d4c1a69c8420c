import type { DataReport } from "../../../contract/preflight";

type Tokens = NonNullable<DataReport["tokens"]>;

const buckets = 12;
/** Widths that read well on an axis. */
const steps = [1, 2, 5];

/** Mean, 95th percentile, maximum, a histogram of about 12 equal buckets and the share above `maxLength`; null for no lengths. */
export function summarizeLengths(lengths: number[], maxLength: number): Tokens | null {
  if (lengths.length === 0) return null;
  const sorted = [...lengths].sort((a, b) => a - b);
  const max = sorted.at(-1) ?? 0;
  return {
    sampled: sorted.length,
    mean: sorted.reduce((sum, length) => sum + length, 0) / sorted.length,
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? max,
    max,
    histogram: histogramOf(sorted),
    truncatedShare: sorted.filter((length) => length > maxLength).length / sorted.length,
  };
}

function histogramOf(sorted: number[]): Tokens["histogram"] {
  const first = sorted[0] ?? 0;
  const last = sorted.at(-1) ?? 0;
  const width = bucketWidth((last + 1 - first) / buckets);
  const start = Math.floor(first / width) * width;
  const count = Math.floor((last - start) / width) + 1;
  const rows: number[] = new Array(count).fill(0);
  for (const length of sorted) {
    const bucket = Math.floor((length - start) / width);
    rows[bucket] = (rows[bucket] ?? 0) + 1;
  }
  return rows.map((inBucket, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width,
    rows: inBucket,
  }));
}

/** The smallest of 1, 2, 5, 10, 20, 50, … that is not below `atLeast`. */
function bucketWidth(atLeast: number): number {
  for (let power = 1; ; power *= 10) {
    const width = steps.map((step) => step * power).find((candidate) => candidate >= atLeast);
    if (width !== undefined) return width;
  }
}
