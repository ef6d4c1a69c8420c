import { type MessageCode, message } from "../../contract/message";
import type { EngineVerdict } from "../attempt/cluster-state";
import type { JobEnd, QueuedJob } from "./parse";
import { waitingNote } from "./waiting-note";

const waiting = /^(PENDING|REQUEUED|REQUEUE_HOLD|REQUEUE_FED|SPECIAL_EXIT|RESV_DEL_HOLD)$/;
const running = /^(RUNNING|CONFIGURING|COMPLETING|SIGNALING|STAGE_OUT)$/;
const paused = /^(SUSPENDED|STOPPED)$/;

// The exit code of a wrapper that found the attempt taken.
const startedBefore = 3;

type CauseCode = Extract<
  MessageCode,
  `jobs.slurm-${"time-limit" | "deadline" | "preempted" | "node-fail" | "boot-fail" | "cancelled" | "revoked"}`
>;

const causes: Record<string, CauseCode> = {
  TIMEOUT: "jobs.slurm-time-limit",
  DEADLINE: "jobs.slurm-deadline",
  PREEMPTED: "jobs.slurm-preempted",
  NODE_FAIL: "jobs.slurm-node-fail",
  BOOT_FAIL: "jobs.slurm-boot-fail",
  CANCELLED: "jobs.slurm-cancelled",
  REVOKED: "jobs.slurm-revoked",
};

/** What Slurm says while the job is in its queue or runs; null once it is over. Of several jobs of one attempt the one that runs counts, then the one that waits. Pure. */
export function verdictOfQueue(jobs: QueuedJob[]): EngineVerdict | null {
  if (jobs.some(({ state }) => running.test(state))) return { kind: "running" };
  const asleep = jobs.find(({ state }) => paused.test(state));
  if (asleep !== undefined) return { kind: "paused", note: message("jobs.slurm-suspended") };
  const queued = jobs.find(({ state }) => waiting.test(state));
  return queued === undefined ? null : { kind: "pending", note: waitingNote(queued.reason) };
}

/** What Slurm says of a job that is over and whose wrapper left no last word; null: it knows nothing of it. Pure. */
export function verdictOfEnd(end: JobEnd | null): EngineVerdict {
  if (end === null) return { kind: "gone", cause: message("jobs.slurm-unknown") };
  const cause = causes[end.state];
  if (cause !== undefined) return { kind: "gone", cause: message(cause) };
  const { exitCode } = end;
  if (end.state === "OUT_OF_MEMORY")
    return { kind: "ended", exitCode: null, signal: "SIGKILL", oomKill: true, message: message("jobs.slurm-oom") };
  if (exitCode === startedBefore) return { kind: "gone", cause: message("jobs.slurm-put-back") };
  // The wrapper ends with 0 whatever became of the command, and a signal that ended the wrapper says nothing of it either.
  if (exitCode === null || exitCode === 0) return { kind: "gone", cause: null };
  return {
    kind: "ended",
    exitCode,
    signal: null,
    oomKill: false,
    message: message("clusters.slurm-says", { words: end.state }),
  };
}

/** True while the job holds or will take a place. */
export function isActive({ state }: QueuedJob): boolean {
  return waiting.test(state) || running.test(state) || paused.test(state);
}
