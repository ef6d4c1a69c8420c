import type { AttemptExit, AttemptState } from "../executor";
import { askedToCancelMs, hasStarted, readExit, readHeartbeat, readIdentity } from "./attempt-folder";
import { readBootId, readPidNamespace, readStartTicks } from "./process-facts";
import { sweepOrphans } from "./sweep";

/** What a cluster's engine says of a job. `gone`: it was taken away or is not known any more; `ended`: it ended by itself, `hint` telling that the attempt never began. */
export type EngineVerdict =
  | { kind: "pending"; note: string }
  | { kind: "running" }
  | { kind: "gone"; cause: string | null }
  | {
      kind: "ended";
      exitCode: number | null;
      signal: string | null;
      oomKill: boolean;
      message: string | null;
      hint?: "start-failed";
    }
  | { kind: "unreachable"; message: string };

const freshMs = 30_000;
// A shared folder may show the wrapper's last word some seconds after the engine knows that the job has ended.
const lastWordMs = 15_000;

const cancelled: AttemptExit = {
  exitCode: null,
  signal: "SIGKILL",
  outcomeHint: "cancelled",
  oomKill: false,
  message: null,
};

type Seen = { heartbeat: string | null; changedAt: number; endedAt: number | null };

/** Heartbeats as this process saw them change, since the clocks of node and dashboard may differ. */
export type HeartbeatWatch = Map<string, Seen>;

/**
 * The state of an attempt on a cluster: its own last word first, then its process (where it runs on this host) or its
 * heartbeat, then the engine. An engine that does not answer never makes an attempt lost; one that still says "running"
 * while the heartbeat has stopped does, since its supervisor may have been killed.
 */
export async function stateOnCluster(
  { attemptId, directory }: { attemptId: string; directory: string },
  watch: HeartbeatWatch,
  askEngine: () => Promise<EngineVerdict>,
  now = Date.now(),
): Promise<AttemptState> {
  const seen = look(watch, attemptId, readHeartbeat(directory), now);
  const isFresh = seen.heartbeat !== null && now - seen.changedAt < freshMs;
  const isHere = isRunningHere(directory);
  const exit = readExit(directory);
  if (exit !== null) {
    watch.delete(attemptId);
    return { state: "ended", exit };
  }
  if (isHere ?? isFresh) return { state: hasStarted(directory) ? "running" : "starting" };
  if (isHere === false) sweepOrphans(attemptId);
  const verdict = await askEngine();
  // Where the wrapper's own host is this one, its end is known without the engine.
  if (verdict.kind === "unreachable" && isHere === null) return { state: "unreachable", message: verdict.message };
  if (verdict.kind === "pending") {
    // The wrapper has its time to begin from when the engine starts it.
    seen.changedAt = now;
    return { state: "starting", note: verdict.note };
  }
  if (verdict.kind === "running" && isHere === null && now - seen.changedAt < freshMs)
    return { state: hasStarted(directory) ? "running" : "starting" };
  seen.endedAt ??= now;
  // The engine may learn later than this host that the wrapper is gone, and it alone can tell why.
  if (now - seen.endedAt < lastWordMs && (isHere === null || verdict.kind === "running"))
    return { state: hasStarted(directory) ? "running" : "starting" };
  const late = readExit(directory);
  watch.delete(attemptId);
  if (late !== null) return { state: "ended", exit: late };
  if (verdict.kind === "ended") {
    const { exitCode, signal, oomKill, message, hint: outcomeHint = "exited" } = verdict;
    return { state: "ended", exit: { exitCode, signal, oomKill, message, outcomeHint } };
  }
  if (askedToCancelMs(directory) !== null) return { state: "ended", exit: cancelled };
  return { state: "lost", cause: verdict.kind === "gone" ? verdict.cause : null };
}

function look(watch: HeartbeatWatch, attemptId: string, heartbeat: string | null, now: number): Seen {
  const before = watch.get(attemptId);
  if (before !== undefined && before.heartbeat === heartbeat) return before;
  const seen = { heartbeat, changedAt: now, endedAt: null };
  watch.set(attemptId, seen);
  return seen;
}

/** Whether the wrapper runs, where it was started on this host since its last start; null for another host, and for a container, whose pids mean nothing here. */
function isRunningHere(directory: string): boolean | null {
  const identity = readIdentity(directory);
  if (identity === null || identity.startTicks === null || identity.bootId !== readBootId()) return null;
  if (identity.pidNamespace !== readPidNamespace()) return null;
  return readStartTicks(identity.pid) === identity.startTicks;
}
