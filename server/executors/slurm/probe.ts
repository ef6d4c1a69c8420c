import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionCheck } from "../../contract/executor";
import { adviceFor } from "./advice";
import { type RunSlurm, wordsOf } from "./commands";
import { openQueue } from "./job-queue";
import { jobsOf, type QueuedJob } from "./parse";
import { probeArgs, probeFindings, probeScript } from "./probe-script";
import type { SlurmExecutorOptions } from "./script";
import { isActive } from "./verdict";

const waitMs = 90_000;
const seenWithinMs = 15_000;
const pollMs = 500;

/** Runs a tiny job on a node: its Python, the wrapper there, and whether what it writes arrives here. */
export async function probe(options: SlurmExecutorOptions, run: RunSlurm): Promise<ConnectionCheck[]> {
  mkdirSync(options.runsFolder, { recursive: true });
  const directory = mkdtempSync(join(options.runsFolder, ".probe-"));
  const name = `stillroom-${directory.slice(-12).replace(/[^A-Za-z0-9]/g, "")}`;
  try {
    const script = probeScript(options, directory);
    const result = await run("sbatch", probeArgs(options.settings, name, directory), script);
    if (result.failure !== null)
      return [{ name: "python", state: "failed", message: wordsOf(result), suggestion: adviceFor(result.errorText) }];
    return await follow(options, run, name, directory);
  } finally {
    await run("scancel", [`--name=${name}`]);
    rmSync(directory, { recursive: true, force: true });
  }
}

async function follow(
  { settings, python }: SlurmExecutorOptions,
  run: RunSlurm,
  name: string,
  directory: string,
): Promise<ConnectionCheck[]> {
  const queue = openQueue(run);
  const until = Date.now() + waitMs;
  let job: QueuedJob | undefined;
  while (Date.now() < until) {
    const listed = await queue.list({ isFresh: true });
    if ("jobs" in listed) job = jobsOf(listed.jobs, name, directory).at(-1);
    if (job !== undefined && !isActive(job)) break;
    await sleep(pollMs);
  }
  const verdict = await queue.verdict({ attemptId: name, directory, handle: { jobId: job?.jobId ?? null } });
  const shown = job === undefined ? null : await run("scontrol", ["--oneliner", "show", "job", job.jobId]);
  const exitCode = Number(/ ExitCode=(\d+):0\b/.exec(shown?.stdout ?? "")?.[1] ?? Number.NaN);
  const isOver = job !== undefined && !isActive(job);
  const written = isOver && exitCode === 0 && settings.results === "shared-folder" ? await read(directory) : null;
  return probeFindings({
    verdict,
    isOver,
    exitCode: Number.isNaN(exitCode) ? null : exitCode,
    written,
    settings,
    python,
  });
}

async function read(directory: string): Promise<string | null> {
  const until = Date.now() + seenWithinMs;
  while (Date.now() < until) {
    try {
      return readFileSync(join(directory, "probe"), "utf8");
    } catch {
      await sleep(pollMs);
    }
  }
  return null;
}
