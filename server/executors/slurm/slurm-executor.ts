import { mkdirSync } from "node:fs";
import { AppError } from "../../contract/error";
import { type Message, message } from "../../contract/message";
import { askedToCancelMs, endUnstarted, hasStarted, isTaken, leaveWish } from "../attempt/attempt-folder";
import { type HeartbeatWatch, stateOnCluster } from "../attempt/cluster-state";
import type { AttemptJob, AttemptPlace, AttemptState, ClusterExecutor, Handle } from "../executor";
import { adviceFor } from "./advice";
import { readCapacity } from "./capacity";
import { type RunSlurm, slurmPrograms, wordsOf } from "./commands";
import { testConnection } from "./connection";
import { type JobQueue, openQueue } from "./job-queue";
import { jobsOf, type QueuedJob } from "./parse";
import { jobScript, reservedOption, type SlurmExecutorOptions, sbatchArgs } from "./script";
import { isActive } from "./verdict";

// The wrapper needs up to 15 s for a cancel; what has not ended by then is ended by Slurm.
const cancelGraceMs = 60_000;

type Slurm = {
  options: SlurmExecutorOptions;
  run: RunSlurm;
  queue: JobQueue;
  /** When Slurm was last told to end an attempt. */
  toldAt: Map<string, number>;
};

/** Runs attempts as batch jobs of an existing Slurm cluster that shares the attempt's folder with this host. Its commands get SLURM_CONF of this process. */
export function createSlurmExecutor(given: SlurmExecutorOptions): ClusterExecutor {
  const options = { ...given, python: given.settings.python ?? given.python };
  const run = slurmPrograms(options.settings.binFolder);
  const slurm: Slurm = { options, run, queue: openQueue(run), toldAt: new Map() };
  const watch: HeartbeatWatch = new Map();
  return {
    name: "slurm",
    submit: (job) => submit(slurm, job),
    status: (place) => stateOf(slurm, watch, place),
    stop: (place) => end(slurm, place, "stop"),
    cancel: (place) => end(slurm, place, "cancel"),
    capacity: () => readCapacity(run, options.settings),
    testConnection: () => testConnection(options, run),
  };
}

async function submit({ options, run, queue }: Slurm, job: AttemptJob): Promise<Handle> {
  const reserved = reservedOption(options.settings.extraArgs);
  if (reserved !== null)
    throw new AppError("invalid-input", message("clusters.reserved-option", { option: reserved }), {
      suggestion: message("clusters.reserved-option-next"),
    });
  mkdirSync(job.directory, { recursive: true });
  // An earlier answer may have been lost on the way.
  const before = await findJob(queue, job);
  if (before !== null) return handleOf(before);
  if (isTaken(job.directory)) return { jobId: null, jobName: job.attemptId, submitTime: null };
  const script = jobScript(job, options, process.env);
  const result = await run("sbatch", sbatchArgs(job, options.settings), script);
  if (result.failure === "refused")
    throw new AppError("invalid-input", message("clusters.slurm-refused", { words: wordsOf(result) }), {
      suggestion: adviceFor(result.errorText),
    });
  if (result.failure !== null) throw unavailable(wordsOf(result));
  const submitted = await findJob(queue, job);
  if (submitted === null) throw unavailable(message("clusters.slurm-forgot", { jobId: result.stdout.trim() }));
  return handleOf(submitted);
}

/** The job of an attempt as Slurm lists it at this moment, rather one that is not over; null when there is none. Throws `unavailable`. */
async function findJob(queue: JobQueue, { attemptId, directory }: AttemptJob): Promise<QueuedJob | null> {
  const listed = await queue.list({ isFresh: true });
  if ("failed" in listed) throw unavailable(listed.failed);
  const jobs = jobsOf(listed.jobs, attemptId, directory);
  return jobs.find(isActive) ?? jobs.at(-1) ?? null;
}

function handleOf({ jobId, name, submitTime }: QueuedJob): Handle {
  return { jobId, jobName: name, submitTime };
}

function unavailable(words: string | Message): AppError {
  return new AppError("unavailable", message("clusters.slurm-says", { words }), {
    suggestion: message("clusters.slurm-says-next"),
  });
}

async function stateOf(slurm: Slurm, watch: HeartbeatWatch, place: AttemptPlace): Promise<AttemptState> {
  const state = await stateOnCluster(place, watch, () => slurm.queue.verdict(place), {
    sharesFolder: slurm.options.settings.results === "shared-folder",
  });
  // A job whose wrapper is gone would keep its place, and one that was put back would take another.
  if (state.state === "lost") await cancelJobs(slurm, place);
  return state;
}

/** A job that waits is ended at once, a running one by its wrapper, which alone can save, and only then by Slurm. */
async function end(slurm: Slurm, place: AttemptPlace, wish: "stop" | "cancel"): Promise<void> {
  leaveWish(place.directory, wish);
  if ((await isWaiting(slurm, place)) && endUnstarted(place.directory, wish)) return cancelJobs(slurm, place);
  const waitedMs = wish === "cancel" ? (askedToCancelMs(place.directory) ?? 0) : 0;
  const isDue = Date.now() - (slurm.toldAt.get(place.attemptId) ?? 0) > cancelGraceMs;
  if (waitedMs < cancelGraceMs || !isDue) return;
  slurm.toldAt.set(place.attemptId, Date.now());
  await cancelJobs(slurm, place);
}

/** True while no wrapper has the attempt. Its lock tells that only where the folder is shared. */
async function isWaiting({ options, queue }: Slurm, place: AttemptPlace): Promise<boolean> {
  if (isTaken(place.directory) || hasStarted(place.directory)) return false;
  if (options.settings.results === "shared-folder") return true;
  const { kind } = await queue.verdict(place);
  return kind === "pending" || kind === "gone";
}

/** Best effort: what cannot be cancelled now is a job that finds the attempt's lock. */
async function cancelJobs({ run, queue }: Slurm, { attemptId, directory }: AttemptPlace): Promise<void> {
  const listed = await queue.list({ isFresh: true });
  const jobs = "failed" in listed ? [] : jobsOf(listed.jobs, attemptId, directory).filter(isActive);
  // Both filters hold, so that an id that was given out anew is never cancelled.
  if (jobs.length > 0) await run("scancel", [`--name=${attemptId}`, ...jobs.map(({ jobId }) => jobId)]);
}
