import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lookAtTraining } from "../../../../../server/domain/recipes/inputs/look-at-file";
import { runJob } from "../../../../../server/domain/recipes/inputs/run-job";
import { writeTraining } from "../../../../helpers/big-data";
import { chatRow, writeRows } from "../../../../helpers/data";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;

beforeEach(() => {
  home = createHome();
  createServices(home);
});

afterEach(() => vi.unstubAllEnvs());

describe("a job", { timeout: 120_000 }, () => {
  it("answers the same from a worker as from the process itself", async () => {
    const path = join(home, writeRows(home, "train.jsonl", [chatRow("One?", "1"), chatRow("Two?"), { text: "x" }]));
    const here = await runJob("trainingFile", { path });
    vi.stubEnv("STILLROOM_WORKERS", "1");
    const there = await runJob("trainingFile", { path });
    expect(there).toEqual(here);
    expect(there).toMatchObject({ lines: 3, rows: 2, columns: { lacking: { answer: { count: 1 } } } });
    expect(there.prompts).toBeInstanceOf(BigUint64Array);
  });

  it("tells how far it is and leaves the process free meanwhile", async () => {
    vi.stubEnv("STILLROOM_WORKERS", "1");
    const path = join(home, await writeTraining(home, "train.jsonl", 4 * 2 ** 20));
    const shares: number[] = [];
    const waits: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      waits.push(performance.now() - last);
      last = performance.now();
    }, 10);
    await lookAtTraining(path, { onProgress: (share) => shares.push(share) });
    clearInterval(timer);
    expect(shares.some((share) => share > 0 && share < 1)).toBe(true);
    const sorted = waits.sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThan(250);
  });

  it("is given up when nobody waits for it any more, and is done anew for who asks next", async () => {
    vi.stubEnv("STILLROOM_WORKERS", "1");
    const path = join(home, await writeTraining(home, "train.jsonl", 4 * 2 ** 20));
    const [one, other] = [new AbortController(), new AbortController()];
    const first = lookAtTraining(path, { signal: one.signal });
    const second = lookAtTraining(path, { signal: other.signal });
    one.abort();
    await expect(first).rejects.toThrow("aborted");
    other.abort();
    await expect(second).rejects.toThrow("aborted");
    expect((await lookAtTraining(path)).lines).toBeGreaterThan(0);
  });

  it("does not open a pipe", async () => {
    const path = join(home, "pipe");
    execFileSync("mkfifo", [path]);
    expect(await runJob("digest", { path })).toBeNull();
  });
});
