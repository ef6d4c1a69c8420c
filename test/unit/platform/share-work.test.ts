import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { shareWork } from "../../../server/platform/share-work";

describe("work that several ask for", () => {
  it("is done once, and its answer kept while it is among the last", async () => {
    const share = shareWork<number>(1, () => true);
    const done: string[] = [];
    const work = (name: string) => async () => done.push(name);
    expect(await Promise.all([share("a", work("a")), share("a", work("a"))])).toEqual([1, 1]);
    await share("a", work("a"));
    expect(done).toEqual(["a"]);
    await share("b", work("b"));
    await share("a", work("a"));
    expect(done).toEqual(["a", "b", "a"]);
  });

  it("is ended once nobody waits for it, not before, and is begun anew by the next", async () => {
    const share = shareWork<string>(5, () => true);
    const [first, second] = [new AbortController(), new AbortController()];
    const ended: string[] = [];
    const work = async (signal: AbortSignal) => {
      signal.addEventListener("abort", () => ended.push("x"));
      await wait(50);
      return signal.aborted ? "cut" : "whole";
    };
    const answers = [share("k", work, first.signal), share("k", work, second.signal)];
    await wait(10);
    first.abort();
    expect(ended).toEqual([]);
    second.abort();
    expect(ended).toEqual(["x"]);
    expect(await share("k", work)).toBe("whole");
    expect(await Promise.all(answers)).toEqual(["cut", "cut"]);
  });

  it("that failed is done again, and holds up nothing behind it", async () => {
    const share = shareWork<string>(5, (answer) => answer !== "bad");
    await expect(share("k", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await share("k", async () => "bad")).toBe("bad");
    expect(await share("k", async () => "good")).toBe("good");
    expect(await share("k", async () => "other")).toBe("good");
  });
});
