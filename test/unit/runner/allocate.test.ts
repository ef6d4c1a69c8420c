import { describe, expect, it } from "vitest";
import { type Allocation, allocate, type Reservation } from "../../../server/runner/allocate";
import { activeOf, entryOf, hostOf } from "../../helpers/queue-entries";

const four = hostOf(["usable", "usable", "usable", "usable"]);
const cpuOnly = hostOf([]);
const given = ({ starts }: Allocation) => Object.fromEntries(starts.map(({ stageId, gpus }) => [stageId, gpus]));

describe("GPUs", () => {
  it("are given whole, side by side", () => {
    const ready = [entryOf(1, 2), entryOf(2, 1), entryOf(3, 2)];
    expect(given(allocate(ready, [], four))).toEqual({ s1: [0, 1], s2: [2] });
  });

  it("are shared only where every stage on them asks for a share, and never overfilled", () => {
    const half = (number: number, share = 0.5) => entryOf(number, 1, { need: { share } });
    expect(given(allocate([half(1), half(2), half(3, 0.6), entryOf(4, 1)], [], four))).toEqual({
      s1: [0],
      s2: [0],
      s3: [1],
      s4: [2],
    });
    const running = [activeOf(entryOf(9, 1), 0)];
    expect(given(allocate([half(1)], running, hostOf(["usable"])))).toEqual({});
    const thirds = [half(1, 0.3), half(2, 0.3), half(3, 0.4), half(4, 0.1)];
    expect(given(allocate(thirds, [], hostOf(["usable"])))).toEqual({ s1: [0], s2: [0], s3: [0] });
  });

  it("are left to other programs, and to their own load for a moment after a stage", () => {
    expect(given(allocate([entryOf(1, 1)], [], hostOf(["busy", "settling", "usable"])))).toEqual({ s1: [2] });
    expect(given(allocate([entryOf(1, 1)], [], hostOf(["busy", "settling"])))).toEqual({});
  });

  it("that ours use are not taken for busy", () => {
    const share = { need: { share: 0.5 } };
    const running = [activeOf(entryOf(9, 1, share), 0)];
    expect(given(allocate([entryOf(1, 1, share)], running, hostOf(["busy"])))).toEqual({ s1: [0] });
  });

  it("go to servers too", () => {
    const server = entryOf(1, 1, { kind: "serve" });
    expect(given(allocate([server, entryOf(2, 1)], [], hostOf(["usable"])))).toEqual({ s1: [0] });
  });
});

describe("order", () => {
  const one = hostOf(["usable"]);
  const first = (...ready: ReturnType<typeof entryOf>[]) => allocate(ready, [], one).starts[0]?.stageId;

  it("is priority, a person's place, the experiment that uses least, the one served longest ago, run number, position", () => {
    expect(first(entryOf(1, 1), entryOf(2, 1, { priority: 1 }))).toBe("s2");
    expect(first(entryOf(1, 1), entryOf(2, 1, { queuePosition: 1 }))).toBe("s2");
    expect(first(entryOf(1, 1, { queuePosition: 2 }), entryOf(2, 1, { queuePosition: 1 }))).toBe("s2");
    expect(first(entryOf(1, 1, { priority: 1 }), entryOf(2, 1, { queuePosition: 1 }))).toBe("s1");
    expect(first(entryOf(1, 1, { servedAt: 5 }), entryOf(2, 1, { servedAt: 4 }))).toBe("s2");
    expect(first(entryOf(2, 1), entryOf(1, 1))).toBe("s1");
    expect(first(entryOf(1, 1, { stageId: "b", position: 2 }), entryOf(1, 1, { stageId: "a", position: 3 }))).toBe("b");
    const running = [activeOf(entryOf(9, 1, { experimentId: "e1" }), 0)];
    expect(allocate([entryOf(1, 1), entryOf(2, 1)], running, hostOf(["usable", "usable"])).starts[0]?.stageId).toBe(
      "s2",
    );
  });

  it("passes over held stages and those that are not ready", () => {
    expect(first(entryOf(1, 1, { held: true }), entryOf(2, 1, { ready: false }), entryOf(3, 1))).toBe("s3");
  });

  it("keeps runs of one experiment and priority in order, whatever their size", () => {
    const running = [activeOf(entryOf(9, 2), 0, 1)];
    const same = { experimentId: "x" };
    expect(given(allocate([entryOf(1, 4, same), entryOf(2, 1, same)], running, four))).toEqual({});
    expect(given(allocate([entryOf(1, 4, same), { ...entryOf(2, 1, same), runId: "r1" }], running, four))).toEqual({
      s2: [2],
    });
  });
});

describe("a stage that is first and does not fit", () => {
  const big = entryOf(1, 4);
  const busy = activeOf(entryOf(9, 1), 3);

  it("lends the GPUs that were idle, each once, and only until one has come free for it", () => {
    const ready = [big, entryOf(2, 1)];
    const lent = allocate(ready, [busy], four);
    expect(given(lent)).toEqual({ s2: [0] });
    expect(lent.reservation).toEqual({ stageId: "s1", lendable: [1, 2] });
    const later = allocate([big, entryOf(3, 1)], [busy, activeOf(entryOf(2, 1), 0)], four, lent.reservation);
    expect(given(later)).toEqual({ s3: [1] });
    const freed = allocate([big, entryOf(4, 1)], [busy, activeOf(entryOf(3, 1), 1)], four, later.reservation);
    expect(given(freed)).toEqual({});
    expect(freed.reservation).toEqual({ stageId: "s1", lendable: [] });
  });

  it("starts as soon as all have come free, and nothing is kept for it any more", () => {
    const kept: Reservation = { stageId: "s1", lendable: [] };
    expect(allocate([big], [], four, kept)).toEqual({
      starts: [{ stageId: "s1", gpus: [0, 1, 2, 3] }],
      reservation: null,
    });
  });

  it("keeps its turn although its experiment has used more since", () => {
    const kept: Reservation = { stageId: "s1", lendable: [] };
    const own = activeOf(entryOf(9, 1, { experimentId: "e1" }), 3);
    expect(given(allocate([big, entryOf(2, 1)], [own], four, kept))).toEqual({});
  });

  it("holds nobody up when the host, or what other programs leave of it, is too small", () => {
    expect(given(allocate([entryOf(1, 5), entryOf(2, 1)], [], four))).toEqual({ s2: [0] });
    const shrunk = hostOf(["usable", "busy", "busy", "busy"]);
    expect(allocate([entryOf(1, 2), entryOf(2, 1)], [], shrunk)).toEqual({
      starts: [{ stageId: "s2", gpus: [0] }],
      reservation: null,
    });
  });
});

describe("the CPU", () => {
  const measured = (number: number) => entryOf(number, 0, { kind: "evaluate", need: { alone: true } });

  it("runs one pipeline stage at a time, or as many as it has slots, beside GPUs and servers", () => {
    const ready = [entryOf(1, 0), entryOf(2, 0), entryOf(3, 0, { kind: "serve" }), entryOf(4, 1)];
    expect(given(allocate(ready, [], four))).toEqual({ s1: [], s3: [], s4: [0] });
    expect(given(allocate(ready, [], hostOf([], 2)))).toEqual({ s1: [], s2: [], s3: [] });
    expect(given(allocate([entryOf(2, 0)], [activeOf(entryOf(1, 0))], cpuOnly))).toEqual({});
  });

  it("measures one stage alone, which nothing overtakes", () => {
    const slots = hostOf([], 3);
    expect(given(allocate([measured(1), entryOf(2, 0)], [], slots))).toEqual({ s1: [] });
    expect(given(allocate([measured(1), entryOf(2, 0)], [activeOf(entryOf(9, 0))], slots))).toEqual({});
  });
});

describe("stages that would make the same", () => {
  const same = (number: number, gpus = 1) => entryOf(number, gpus, { cacheKey: "k" });

  it("wait for the one that starts first, and let others by", () => {
    expect(given(allocate([same(1), same(2), entryOf(3, 1)], [], four))).toEqual({ s1: [0], s3: [1] });
    expect(given(allocate([same(1), entryOf(3, 0)], [activeOf(same(9), 0)], four))).toEqual({ s3: [] });
  });

  it("go on where the first cannot start", () => {
    expect(given(allocate([entryOf(1, 1, { cacheKey: "k", held: true }), same(2)], [], four))).toEqual({ s2: [0] });
    expect(given(allocate([same(1, 8), same(2)], [], four))).toEqual({ s2: [0] });
  });
});
