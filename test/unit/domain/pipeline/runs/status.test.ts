import { describe, expect, it } from "vitest";
import { verbatim } from "../../../../../server/contract/message";
import type { Exit, StageStatus } from "../../../../../server/contract/stage";
import { runStatusOf } from "../../../../../server/domain/pipeline/runs/status";

const exit = (outcome: Exit["outcome"]): Exit => ({
  outcome,
  reason: null,
  exitCode: 0,
  signal: null,
  logTail: [],
  message: verbatim(""),
  suggestion: null,
});

describe("runStatusOf", () => {
  it.each<[string, StageStatus[]]>([
    ["queued", ["waiting", "waiting"]],
    ["running", ["running", "waiting"]],
    ["running", ["succeeded", "ready"]],
    ["running", ["failed", "ready"]],
    ["stopping", ["succeeded", "stopping", "cancelled"]],
    ["succeeded", ["succeeded", "cached"]],
    ["failed", ["failed", "blocked"]],
    ["failed", ["lost", "blocked"]],
    ["cancelled", ["succeeded", "cancelled", "cancelled"]],
  ])("is %s for %j", (expected, statuses) => {
    expect(runStatusOf(statuses.map((status) => ({ status, exit: null })))).toBe(expected);
  });

  it("is stopped when a stage saved its checkpoint on request", () => {
    const stages = [
      { status: "cancelled" as const, exit: exit("stopped") },
      { status: "cancelled" as const, exit: null },
    ];
    expect(runStatusOf(stages)).toBe("stopped");
  });
});
