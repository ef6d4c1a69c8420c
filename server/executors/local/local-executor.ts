import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { isAlive, readBootId, readStartTicks } from "../../platform/process-facts";
import {
  hasStarted,
  heartbeatAgeMs,
  type Identity,
  identitySchema,
  isTaken,
  leaveWish,
  readExit,
  readIdentity,
  readWrapperLog,
} from "../attempt/attempt-folder";
import { attemptMarker, sweepOrphans } from "../attempt/sweep";
import type { AttemptJob, AttemptPlace, AttemptState, Handle, LocalExecutor } from "../executor";
import { listGpus } from "./capacity";
import { attemptEnvironment } from "./environment";

const startTimeoutMs = 20_000;
// Only where a process cannot be told from a later one with its pid: so long may a computer have slept.
const staleHeartbeatMs = 10 * 60_000;

export type LocalExecutorOptions = {
  python: string;
  wrapperPath: string;
  /** The id of this boot of the host. */
  readBoot?: () => string | null;
};

/** Runs attempts on this host as detached processes under the attempt wrapper; they outlive web and runner. */
export function createLocalExecutor({ readBoot = readBootId, ...options }: LocalExecutorOptions): LocalExecutor {
  return {
    name: "local",
    submit: (job) => submit(job, { ...options, readBoot }),
    status: async (place) => stateOf(place, readBoot()),
    stop: async ({ directory }) => leaveWish(directory, "stop"),
    cancel: async ({ directory }) => leaveWish(directory, "cancel"),
    capacity: async () => ({
      gpus: await listGpus(),
      cpuCount: availableParallelism(),
      memoryTotalBytes: totalmem(),
    }),
  };
}

async function submit(
  job: AttemptJob,
  { python, wrapperPath, readBoot }: Required<LocalExecutorOptions>,
): Promise<Handle> {
  if (isAbsolute(python) && !existsSync(python))
    throw new AppError("missing-dependency", message("setup.no-engine"), {
      suggestion: message("setup.run-setup-next"),
    });
  mkdirSync(job.directory, { recursive: true });
  const wrapper = isTaken(job.directory) ? { hasEnded: false } : startWrapper(job, python, wrapperPath);
  const until = Date.now() + startTimeoutMs;
  while (Date.now() < until) {
    const identity = readIdentity(job.directory);
    const isOver = readExit(job.directory) !== null;
    if (identity !== null && (isOver || hasStarted(job.directory) || !isRunning(identity, job.directory, readBoot())))
      return identity;
    if (isOver) return {};
    // A wrapper that gave up because of the lock leaves the attempt to the one that holds it.
    if (wrapper.hasEnded && !isTaken(job.directory))
      throw new AppError("unavailable", message("clusters.could-not-begin", { words: readWrapperLog(job.directory) }), {
        suggestion: message("exits.mend-next"),
      });
    await sleep(25);
  }
  return readIdentity(job.directory) ?? {};
}

function startWrapper(job: AttemptJob, python: string, wrapperPath: string): { hasEnded: boolean } {
  const wrapper = { hasEnded: false };
  const log = openSync(join(job.directory, "wrapper.log"), "a");
  try {
    const child = spawn(python, [wrapperPath, job.directory, "--", ...job.argv], {
      cwd: job.cwd,
      detached: true,
      stdio: ["ignore", log, log],
      env: attemptEnvironment(process.env, { ...job.env, [attemptMarker]: job.attemptId }),
    });
    const end = () => {
      wrapper.hasEnded = true;
    };
    child.once("error", end);
    child.once("exit", end);
    child.unref();
  } finally {
    closeSync(log);
  }
  return wrapper;
}

/** The attempt's own last word counts first, then its process. What a dead wrapper left behind is ended. */
function stateOf({ attemptId, directory, handle }: AttemptPlace, bootId: string | null): AttemptState {
  const known = identitySchema.safeParse(handle).data ?? readIdentity(directory);
  const isUp = known !== null && isRunning(known, directory, bootId);
  // Read after the look at the process: the wrapper writes its last word before it goes, so a word that is
  // missing now will not come.
  const exit = readExit(directory);
  if (exit !== null) return { state: "ended", exit };
  if (isUp) return { state: hasStarted(directory) ? "running" : "starting" };
  sweepOrphans(attemptId);
  return { state: "lost", cause: isOfEarlierBoot(known, bootId) ? message("jobs.host-restarted") : null };
}

function isOfEarlierBoot(identity: Identity | null, bootId: string | null): boolean {
  return identity !== null && identity.bootId !== null && bootId !== null && identity.bootId !== bootId;
}

function isRunning(identity: Identity, directory: string, bootId: string | null): boolean {
  if (isOfEarlierBoot(identity, bootId)) return false;
  const { pid, startTicks } = identity;
  if (startTicks !== null) return readStartTicks(pid) === startTicks;
  return isAlive(pid) && (heartbeatAgeMs(directory) ?? 0) < staleHeartbeatMs;
}
