import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AttemptJob, AttemptPlace, AttemptState, Executor, JobResources } from "../../server/executors/executor";
import { createLocalExecutor } from "../../server/executors/local/local-executor";

const project = resolve(import.meta.dirname, "..", "..");
const commands = join(project, "test", "fixtures", "attempt-commands.py");
const wrapperPath = join(project, "server", "engines", "attempt", "wrapper.py");

/** What an attempt on one CPU asks for. */
export const onCpu: JobResources = {
  gpus: 0,
  gpuShare: null,
  cpus: null,
  memoryMb: null,
  nodes: 1,
  timeLimitMinutes: null,
  alone: false,
};

/** A new local executor on the system's Python, as a restarted runner would make one; `readBoot` tells the boot of the host. */
export function createExecutor(readBoot?: () => string | null): Executor {
  return createLocalExecutor({ python: "python3", wrapperPath, ...(readBoot && { readBoot }) });
}

/** A job in a new folder that runs one of the fixture's commands. */
export function createJob(...command: string[]): AttemptJob {
  const directory = mkdtempSync(join(tmpdir(), "stillroom-attempt-"));
  const attemptId = `t${Math.random().toString(36).slice(2)}.a1`;
  return {
    attemptId,
    directory,
    argv: ["python3", commands, ...command],
    env: {},
    cwd: directory,
    resources: onCpu,
    push: null,
  };
}

/** Submits and returns where the attempt can be found again. */
export async function place(executor: Executor, job: AttemptJob): Promise<AttemptPlace> {
  return { attemptId: job.attemptId, directory: job.directory, handle: await executor.submit(job) };
}

/** Looks until `probe` gives something other than null or false; `seen` tells what the error names when it never does. */
export async function until<Value>(
  probe: () => Promise<Value | null | false> | Value | null | false,
  timeoutMs = 30_000,
  seen: () => unknown = () => "nothing",
): Promise<Value> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; ) {
    const value = await probe();
    if (value !== null && value !== false) return value;
    await sleep(100);
  }
  throw new Error(`It did not happen within ${timeoutMs} ms; seen last: ${JSON.stringify(seen())}`);
}

/** The state once the attempt is over. */
export async function untilOver(executor: Executor, where: AttemptPlace, timeoutMs?: number): Promise<AttemptState> {
  let last: AttemptState | null = null;
  return until(
    async () => {
      last = await executor.status(where);
      return last.state === "ended" || last.state === "lost" ? last : null;
    },
    timeoutMs,
    () => last,
  );
}

/** A file of the attempt's folder; null while it is not there. */
export function readFileOf(job: AttemptJob, name: string): string | null {
  try {
    return readFileSync(join(job.directory, name), "utf8");
  } catch {
    return null;
  }
}

/** Who runs the attempt, once the wrapper has written it, which it does after the command's first words may be there. */
export async function startOf(job: AttemptJob): Promise<{ pid: number; childPid: number }> {
  return JSON.parse(await until(() => readFileOf(job, "start.json")));
}

/** True while the process lives; a zombie does not. */
export function isUp(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
