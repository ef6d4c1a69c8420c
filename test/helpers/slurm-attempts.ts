import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { slurmSettingsSchema } from "../../server/contract/executors/slurm";
import type { AttemptJob, ClusterExecutor } from "../../server/executors/executor";
import { createSlurmExecutor } from "../../server/executors/slurm/slurm-executor";
import { readFileOf, until } from "./attempts";
import type { SlurmCluster } from "./slurm-cluster";

/** The attempt wrapper under the system's Python. */
export const programs = {
  python: "python3",
  wrapperPath: resolve(import.meta.dirname, "..", "..", "server", "engines", "attempt", "wrapper.py"),
};

type Options = { python?: string; runsFolder?: string };

/** A new executor, as a restarted runner would make one, on the cluster that SLURM_CONF names. */
export function createExecutor(settings: Record<string, unknown> = {}, options: Options = {}): ClusterExecutor {
  const runsFolder = join(tmpdir(), "stillroom-runs");
  return createSlurmExecutor({ ...programs, runsFolder, ...options, settings: slurmSettingsSchema.parse(settings) });
}

/** Waits until the attempt's log holds the words. */
export function untilLogged(job: AttemptJob, words: string, timeoutMs?: number): Promise<boolean> {
  return until(
    () => (readFileOf(job, "out.log") ?? "").includes(words),
    timeoutMs,
    () => readFileOf(job, "out.log")?.slice(-200) ?? "no log",
  );
}

/** Slurm's states of all jobs that the attempt ever had. */
export function statesOf(cluster: SlurmCluster, job: AttemptJob): string[] {
  const text = cluster.run("squeue", "-h", "-t", "all", `--name=${job.attemptId}`, "-o", "%T");
  return text.split("\n").filter((line) => line !== "");
}
