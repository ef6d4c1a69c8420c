/** How often the work is done for each size; the fastest counts, since others use the machine too. */
const rounds = 4;

/** Anything below is noise. */
const shortestMs = 1;

/** How much more time of the processor, which others on the machine do not lengthen, work on the second size takes than on the first. `prepare` gives the work for a size, and is not timed. */
export async function growthOf(
  [small, large]: [number, number],
  prepare: (size: number) => Promise<() => unknown> | (() => unknown),
): Promise<number> {
  const smallMs = await fastest(await prepare(small));
  const largeMs = await fastest(await prepare(large));
  return largeMs / Math.max(smallMs, shortestMs);
}

async function fastest(work: () => unknown): Promise<number> {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    bestMs = Math.min(bestMs, (user + system) / 1_000);
  }
  return bestMs;
}
