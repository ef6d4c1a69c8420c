import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { runChild } from "../../../../server/platform/child/run-child";
import { readStartTicks } from "../../../../server/platform/process-facts";

const run = (argv: readonly string[], options: { timeoutMs?: number; signal?: AbortSignal; input?: string } = {}) =>
  runChild({ argv, env: process.env, input: "", timeoutMs: 10_000, ...options });

/** Starts another process, tells its pid, and both go on for long. */
const parent = ["sh", "-c", "sleep 60 & echo $!; wait"];

describe("a short program", () => {
  it("gets its input and gives what it prints", async () => {
    const ended = await run(["sh", "-c", "cat; echo wrong >&2; exit 3"], { input: "asked" });
    expect(ended).toEqual({ end: "exited", exitCode: 3, stdout: "asked", stderr: "wrong\n" });
  });

  it("that takes too long ends with all that it started", async () => {
    const { end, stdout } = await run(parent, { timeoutMs: 500 });
    expect(end).toBe("timed-out");
    await wait(100);
    expect(readStartTicks(Number(stdout))).toBeNull();
  });

  it("for which nobody waits any more ends at once", async () => {
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 300);
    const { end, stdout } = await run(parent, { signal: ending.signal });
    expect(end).toBe("cancelled");
    await wait(100);
    expect(readStartTicks(Number(stdout))).toBeNull();
    expect((await run(["true"], { signal: ending.signal })).end).toBe("cancelled");
  });

  it("that is not there, or prints without end, is told as such", async () => {
    expect((await run(["/none/at/all"])).end).toBe("not-started");
    expect((await run(["yes"])).end).toBe("too-much");
  });
});
