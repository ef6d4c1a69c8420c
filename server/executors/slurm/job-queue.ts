import { type Message, message } from "../../contract/message";
import { hasStarted, isTaken, readWrapperLog } from "../attempt/attempt-folder";
import type { EngineVerdict } from "../attempt/cluster-state";
import type { AttemptPlace } from "../executor";
import { type RunSlurm, wordsOf } from "./commands";
import {
  accountFormat,
  type JobEnd,
  jobsOf,
  parseAccounted,
  parseQueue,
  parseShownJob,
  type QueuedJob,
  queueFormat,
} from "./parse";
import { verdictOfEnd, verdictOfQueue } from "./verdict";

// One question serves all attempts that are looked at together, and a controller that is down is not asked by each.
const keptMs = 2_000;

type Listed = { jobs: QueuedJob[] } | { failed: Message };

export type JobQueue = {
  /** This user's jobs, also those that ended lately. */
  list(how: { isFresh: boolean }): Promise<Listed>;
  /** What Slurm says of an attempt. */
  verdict(place: AttemptPlace): Promise<EngineVerdict>;
};

/** Asks `squeue`, and for jobs that are over `scontrol` and `sacct`. */
export function openQueue(run: RunSlurm): JobQueue {
  let latest: { listed: Promise<Listed>; doneAt: number | null } | null = null;
  const list: JobQueue["list"] = ({ isFresh }) => {
    const isKept = latest !== null && (latest.doneAt === null || Date.now() - latest.doneAt < keptMs);
    if (latest !== null && isKept && !isFresh) return latest.listed;
    const question: NonNullable<typeof latest> = { listed: ask(run), doneAt: null };
    question.listed.then(() => {
      question.doneAt = Date.now();
    });
    latest = question;
    return question.listed;
  };
  return { list, verdict: (place) => verdictOf(run, list, place) };
}

async function ask(run: RunSlurm): Promise<Listed> {
  const result = await run("squeue", ["--me", "--noheader", "--states=all", `--format=${queueFormat}`]);
  return result.failure === null ? { jobs: parseQueue(result.stdout) } : { failed: wordsOf(result) };
}

async function verdictOf(run: RunSlurm, list: JobQueue["list"], place: AttemptPlace): Promise<EngineVerdict> {
  // Only of an attempt that waits may the answer be some seconds old: one that ran has changed since.
  const isFresh = isTaken(place.directory) || hasStarted(place.directory);
  const listed = await list({ isFresh });
  if ("failed" in listed) return { kind: "unreachable", message: listed.failed };
  const jobs = jobsOf(listed.jobs, place.attemptId, place.directory);
  const verdict = verdictOfQueue(jobs);
  if (verdict !== null) return verdict;
  const last = jobs.at(-1);
  const end = last === undefined ? await accounted(run, place) : await shown(run, last);
  return end !== null && "failed" in end
    ? { kind: "unreachable", message: end.failed }
    : withLastWords(verdictOfEnd(end), place.directory);
}

/** A wrapper that never began tells why on its output alone. */
function withLastWords(verdict: EngineVerdict, directory: string): EngineVerdict {
  if (verdict.kind !== "ended" || verdict.oomKill || isTaken(directory) || hasStarted(directory)) return verdict;
  const words = readWrapperLog(directory) || message("jobs.with-code", { exitCode: String(verdict.exitCode) });
  return { ...verdict, message: message("jobs.job-not-begun", { words }), hint: "start-failed" };
}

async function shown(run: RunSlurm, { jobId, state }: QueuedJob): Promise<JobEnd | { failed: Message }> {
  const result = await run("scontrol", ["--oneliner", "show", "job", jobId]);
  if (result.failure !== null && result.failure !== "refused") return { failed: wordsOf(result) };
  return parseShownJob(result.stdout) ?? { state, exitCode: null, signal: null };
}

/** Slurm forgets a job some minutes after its end; only a cluster with an accounting database still tells of it. */
async function accounted(run: RunSlurm, { attemptId, handle }: AttemptPlace): Promise<JobEnd | null> {
  const { jobId, submitTime } = handle;
  if (typeof jobId !== "string") return null;
  const result = await run("sacct", ["-nPX", "-D", `--jobs=${jobId}`, `--format=${accountFormat}`]);
  const end = result.failure === null ? parseAccounted(result.stdout, attemptId) : null;
  return end !== null && end.submitTime === submitTime ? end : null;
}
