import { describe, expect, it } from "vitest";
import { type LiveTarget, matchesTarget, targetKey, targetsOf } from "../../../../components/trpc/live-targets";

const key = (path: string, input?: unknown) => [path.split("."), input === undefined ? {} : { input, type: "query" }];

function staleAfter(event: Parameters<typeof targetsOf>[0], queryKey: readonly unknown[]): boolean {
  return targetsOf(event).some((target) => matchesTarget(queryKey, target));
}

describe("what an event makes stale", () => {
  it.each([
    ["run", "runs.get", { runId: "a" }, true],
    ["run", "runs.get", { runId: "b" }, false],
    ["stage", "runs.list", { archived: false }, false],
    ["stage", "runs.rows", { runIds: ["a"] }, true],
    ["stage", "runs.queue", undefined, true],
    ["stage", "sweeps.get", { sweepId: "w" }, true],
    ["metrics", "sweeps.get", { sweepId: "w" }, true],
    ["stage", "evaluations.list", { runIds: ["b", "a"] }, true],
    ["stage", "evaluations.list", { runIds: ["b"] }, false],
    ["stage", "evaluations.items", { columns: ["a:student"] }, true],
    ["stage", "evaluations.items", { columns: ["ab:student"] }, false],
    ["metrics", "metrics.series", { runIds: ["a"], keys: null }, true],
    ["metrics", "runs.get", { runId: "a" }, false],
    ["metrics", "runs.list", { archived: false }, false],
    ["log", "logs.read", { runId: "a", stageKey: "distill" }, true],
    ["log", "logs.read", { runId: "b", stageKey: "distill" }, false],
    ["deployment", "deployments.list", { runId: null }, true],
    ["share", "shares.list", { runId: "b" }, true],
    ["runner", "host.status", undefined, true],
    ["runner", "runs.list", { archived: false }, false],
  ] as const)("%s of run a: %s %j → %s", (kind, path, input, isStale) => {
    expect(staleAfter({ kind, runId: "a" }, key(path, input))).toBe(isStale);
  });

  it("reaches every run when the event names none", () => {
    expect(staleAfter({ kind: "run", runId: null }, key("runs.get", { runId: "b" }))).toBe(true);
  });

  it("throttles runs apart", () => {
    const target: LiveTarget = { path: ["runs", "get"], runId: "a", intervalMs: 350 };
    expect(targetKey(target)).not.toBe(targetKey({ ...target, runId: "b" }));
  });
});
