import { type Message, message } from "../../contract/message";
import { readBootId, readPidNamespace, readStartTicks } from "../../platform/process-facts";
import type { AttemptExit, AttemptState } from "../executor";
import {
  askedToCancelMs,
  hasStarted,
  isTaken,
  readExit,
  readHeartbeat,
  readIdentity,
  takeUnstarted,
} from "./attempt-folder";
import { sweepOrphans } from "./sweep";

/** What a cluster's engine says of a job. `gone`: it was taken away or is not known any more; `ended`: it ended by itself, `hint` telling that the attempt never began. */
export type EngineVerdict =
  | { kind: "pending"; note: Message }
  | { kind: "running" }
  /** Its processes are halted, so that no heartbeat can be expected. */
  | { kind: "paused"; note: Message }
  | { kind: "gone"; cause: Message | null }
  | {
      kind: "ended";
      exitCode: number | null;
      signal: string | null;
      oomKill: boolean;
      message: Message | null;
      hint?: "start-failed";
    }
  | { kind: "unreachable"; message: Message };

const freshMs = 30_000;
// So long may a node prepare itself, or a shared folder take to show the first heartbeat.
const startMs = 300_000;
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
 * while the heartbeat has stopped does, since its supervisor may have been killed; not where heartbeats are sent over a
 * network (`sharesFolder` false) that may be down.
 */
export async function stateOnCluster(
  { attemptId, directory }: { attemptId: string; directory: string },
  watch: HeartbeatWatch,
  askEngine: () => Promise<EngineVerdict>,
  { sharesFolder = true, now = Date.now() }: { sharesFolder?: boolean; now?: number } = {},
): Promise<AttemptState> {
  const seen = look(watch, attemptId, readHeartbeat(directory), now);
  const isFresh = seen.heartbeat !== null && now - seen.changedAt < freshMs;
  const isHere = isRunningHere(directory);
  const exit = readExit(directory);
  if (exit !== null && exit.outcomeHint !== "taken-away") {
    watch.delete(attemptId);
    return { state: "ended", exit };
  }
  // Where no folder is shared either may arrive first.
  const hasBegun = isTaken(directory) || hasStarted(directory);
  const alive: AttemptState = { state: hasStarted(directory) ? "running" : "starting" };
  if (exit === null && (isHere ?? isFresh)) return alive;
  if (isHere === false) sweepOrphans(attemptId);
  const verdict = await askEngine();
  // Where the wrapper's own host is this one, its end is known without the engine.
  if (verdict.kind === "unreachable" && isHere === null && exit === null)
    return { state: "unreachable", message: verdict.message };
  if (verdict.kind === "paused") return { ...alive, note: verdict.note };
  if (verdict.kind === "pending" && !hasBegun) {
    // The wrapper has its time to begin from when the engine starts it.
    Object.assign(seen, { changedAt: now, endedAt: null });
    return { state: "starting", note: verdict.note };
  }
  const isLate = sharesFolder && now - seen.changedAt >= (seen.heartbeat === null ? startMs : freshMs);
  if (verdict.kind === "running" && isHere === null && exit === null && !isLate) return alive;
  seen.endedAt ??= now;
  // The engine may learn later than this host that the wrapper is gone, and it alone can tell why.
  const mayTellMore = verdict.kind === "running" || (exit === null && isHere === null);
  if (mayTellMore && now - seen.endedAt < lastWordMs) return alive;
  // What still starts later finds the lock; what has started just now is alive.
  if (!hasBegun && !takeUnstarted(directory)) return alive;
  watch.delete(attemptId);
  const late = readExit(directory);
  if (late?.outcomeHint === "taken-away")
    return { state: "lost", cause: (verdict.kind === "gone" ? verdict.cause : null) ?? late.message };
  return late === null ? endWithoutWord(verdict, directory) : { state: "ended", exit: late };
}

function endWithoutWord(verdict: EngineVerdict, directory: string): AttemptState {
  if (askedToCancelMs(directory) !== null) return { state: "ended", exit: cancelled };
  if (verdict.kind === "ended") {
    const { exitCode, signal, oomKill, hint: outcomeHint = "exited" } = verdict;
    return { state: "ended", exit: { exitCode, signal, oomKill, message: verdict.message, outcomeHint } };
  }
  // Only a job that ran before waits with its attempt taken: no wrapper will begin it again.
  if (verdict.kind === "pending") return { state: "lost", cause: message("jobs.put-back") };
  if (verdict.kind === "unreachable")
    return { state: "lost", cause: message("jobs.gone-and-silent", { words: verdict.message }) };
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
