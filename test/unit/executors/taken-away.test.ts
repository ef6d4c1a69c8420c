import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { verbatim } from "../../../server/contract/message";
import {
  type EngineVerdict,
  type HeartbeatWatch,
  stateOnCluster,
} from "../../../server/executors/attempt/cluster-state";
import { saying } from "../../helpers/saying";

const elsewhere = { pid: 1, startTicks: 1, bootId: "another host" };
const running: EngineVerdict = { kind: "running" };
let directory: string;
let watch: HeartbeatWatch;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "stillroom-state-"));
  watch = new Map();
});

function write(name: string, value: unknown): void {
  writeFileSync(join(directory, name), typeof value === "string" ? value : JSON.stringify(value));
}

/** The attempt began on another host. */
function begin(): void {
  write("lock", elsewhere);
  write("start.json", elsewhere);
  write("heartbeat", "1");
}

/** The state at a time in seconds, by what the engine says then. */
function at(seconds: number, verdict: EngineVerdict) {
  return stateOnCluster({ attemptId: "r7.a1", directory }, watch, async () => verdict, { now: seconds * 1000 });
}

describe("an attempt that waits", () => {
  it("is lost once the engine has dropped it, and can then not start any more", async () => {
    expect(await at(0, { kind: "gone", cause: verbatim("cancelled") })).toEqual({ state: "starting" });
    expect(await at(16, { kind: "gone", cause: verbatim("cancelled") })).toEqual({
      state: "lost",
      cause: verbatim("cancelled"),
    });
    expect(readFileSync(join(directory, "lock"), "utf8")).toContain("unstarted");
  });
});

describe("an attempt that ran", () => {
  it("is lost when its job is put back into the queue", async () => {
    begin();
    expect(await at(0, running)).toEqual({ state: "running" });
    expect(await at(31, { kind: "pending", note: verbatim("BeginTime") })).toEqual({ state: "running" });
    expect(await at(47, { kind: "pending", note: verbatim("BeginTime") })).toMatchObject({
      state: "lost",
      cause: saying("back into its queue"),
    });
  });

  it("is not lost while the engine has halted it or does not answer", async () => {
    begin();
    await at(0, running);
    expect(await at(3_600, { kind: "paused", note: verbatim("suspended") })).toEqual({
      state: "running",
      note: verbatim("suspended"),
    });
    expect(await at(7_200, { kind: "unreachable", message: verbatim("away") })).toEqual({
      state: "unreachable",
      message: verbatim("away"),
    });
  });

  it.each([
    [{ kind: "gone", cause: verbatim("preempted") } as const, "preempted"],
    [{ kind: "gone", cause: null } as const, "Slurm ended the job"],
    [{ kind: "unreachable", message: verbatim("away") } as const, "Slurm ended the job"],
  ])("was taken away for the reason that the engine knows best: %j", async (verdict, cause) => {
    begin();
    const exit = { exitCode: 0, signal: null, oomKill: false, message: "Slurm ended the job" };
    write("exit.json", { ...exit, outcomeHint: "taken-away" });
    expect(await at(0, running)).toEqual({ state: "running" });
    expect(await at(1, verdict)).toEqual({ state: "lost", cause: saying(cause) });
  });
});
