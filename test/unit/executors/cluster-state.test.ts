import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { verbatim } from "../../../server/contract/message";
import {
  type EngineVerdict,
  type HeartbeatWatch,
  stateOnCluster,
} from "../../../server/executors/attempt/cluster-state";
import { readBootId, readPidNamespace, readStartTicks } from "../../../server/platform/process-facts";
import { saying } from "../../helpers/saying";

const running: EngineVerdict = { kind: "running" };
const pending: EngineVerdict = { kind: "pending", note: verbatim("busy") };
const unreachable: EngineVerdict = { kind: "unreachable", message: verbatim("no answer") };
const gone: EngineVerdict = { kind: "gone", cause: verbatim("its node is gone") };
const ended = {
  kind: "ended" as const,
  exitCode: 5,
  signal: null,
  oomKill: false,
  message: verbatim("five"),
} satisfies EngineVerdict;

const elsewhere = { pid: 1, startTicks: 1, bootId: "of another host", pidNamespace: null };
const own = { pid: process.pid, startTicks: readStartTicks(process.pid), bootId: readBootId() };
const container = { ...elsewhere, bootId: readBootId(), pidNamespace: "pid:[1]" };
const dead = { pid: 2 ** 22 + 1, startTicks: 1, bootId: readBootId(), pidNamespace: readPidNamespace() };

let directory: string;
let watch: HeartbeatWatch;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "stillroom-state-"));
  watch = new Map();
});

/** The wrapper's files: who holds the attempt, and its last beat. */
function leave(identity: object, heartbeat?: string): void {
  writeFileSync(join(directory, "start.json"), JSON.stringify(identity));
  writeFileSync(join(directory, "lock"), JSON.stringify(identity));
  if (heartbeat !== undefined) writeFileSync(join(directory, "heartbeat"), heartbeat);
}

const look = (verdict: EngineVerdict, atSeconds: number, sharesFolder = true) =>
  stateOnCluster({ attemptId: "no.such.a1", directory }, watch, async () => verdict, {
    sharesFolder,
    now: atSeconds * 1_000,
  });

describe("an attempt on a cluster", () => {
  it("waits as long as the engine makes it wait, and has its time to begin after that", async () => {
    for (const at of [0, 600, 86_400])
      expect(await look(pending, at)).toEqual({ state: "starting", note: verbatim("busy") });
    for (const at of [86_410, 86_600]) expect(await look(running, at)).toEqual({ state: "starting" });
  });

  it("runs by its heartbeat without asking the engine, and is lost once that has stopped for good", async () => {
    leave(elsewhere, "1");
    expect(await look(gone, 0)).toEqual({ state: "running" });
    leave(elsewhere, "2");
    expect(await look(gone, 25)).toEqual({ state: "running" });
    expect(await look(running, 50)).toEqual({ state: "running" });
    expect(await look(running, 60)).toEqual({ state: "running" });
    expect(await look(running, 76)).toEqual({ state: "lost", cause: null });
  });

  it("is not lost by a heartbeat that comes over a network which may be down", async () => {
    leave(elsewhere, "1");
    expect(await look(running, 0, false)).toEqual({ state: "running" });
    expect(await look(running, 86_400, false)).toEqual({ state: "running" });
  });

  it("tells nothing while the engine does not answer", async () => {
    leave(elsewhere, "1");
    await look(running, 0);
    for (const at of [100, 86_400])
      expect(await look(unreachable, at)).toEqual({ state: "unreachable", message: verbatim("no answer") });
  });

  it.each<[string, EngineVerdict, object]>([
    ["gone", gone, { state: "lost", cause: verbatim("its node is gone") }],
    ["ended", ended, { state: "ended", exit: { exitCode: 5, outcomeHint: "exited", message: verbatim("five") } }],
    ["never begun", { ...ended, hint: "start-failed" }, { state: "ended", exit: { outcomeHint: "start-failed" } }],
  ])("is %s once its own last word had time to come", async (_name, verdict, state) => {
    leave(elsewhere, "1");
    await look(running, 0);
    expect(await look(verdict, 31)).toEqual({ state: "running" });
    expect(await look(verdict, 45)).toEqual({ state: "running" });
    expect(await look(verdict, 47)).toMatchObject(state);
  });

  it("is cancelled where a cancel was asked for, whatever became of it", async () => {
    leave(elsewhere, "1");
    writeFileSync(join(directory, "cancel"), "");
    await look(running, 0);
    await look(gone, 31);
    expect(await look(gone, 47)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
  });

  it("takes its own word above all", async () => {
    leave(dead);
    const exit = { exitCode: 0, signal: null, outcomeHint: "exited", oomKill: false, message: null };
    writeFileSync(join(directory, "exit.json"), JSON.stringify(exit));
    expect(await look(gone, 0)).toEqual({ state: "ended", exit });
  });
});

describe.runIf(process.platform === "linux")("an attempt on a node that is this host", () => {
  it("runs by its process, however old its heartbeat is", async () => {
    leave({ ...own, pidNamespace: readPidNamespace() }, "1");
    for (const at of [0, 86_400]) expect(await look(unreachable, at)).toEqual({ state: "running" });
  });

  it("is lost with its process, although the engine does not answer", async () => {
    leave(dead, "1");
    const cause = "its process is gone, and the cluster does not answer (no answer)";
    expect(await look(unreachable, 0)).toEqual({ state: "lost", cause: saying(cause) });
  });

  it("waits for the engine to tell why its process is gone", async () => {
    leave(dead, "1");
    expect(await look(running, 0)).toEqual({ state: "running" });
    expect(await look(gone, 2)).toEqual({ state: "lost", cause: verbatim("its node is gone") });
  });

  it("is not judged by the pids of a container", async () => {
    leave(container, "1");
    expect(await look(unreachable, 0)).toEqual({ state: "running" });
    expect(await look(unreachable, 40)).toEqual({ state: "unreachable", message: verbatim("no answer") });
  });
});
