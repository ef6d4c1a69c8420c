import { dirname, join } from "node:path";
import { quoteWord } from "../../contract/shell-word";
import { fetchFirst } from "../attempt/fetch-first";
import { attemptMarker } from "../attempt/sweep";
import type { AttemptJob } from "../executor";

const gpuLists = ["CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES"];

export type RayJobRequest = {
  submission_id: string;
  entrypoint: string;
  runtime_env?: { env_vars: Record<string, string> };
  metadata: Record<string, string>;
  entrypoint_num_cpus: number;
  entrypoint_num_gpus: number;
  entrypoint_memory?: number;
};

export type RayJobOptions = {
  python: string;
  wrapperPath: string;
  /** CPUs where they follow from the nodes; null for what the recipe asks for. */
  cpus: number | null;
};

/** Ray's id for an attempt: the attempt's own; what may not stand in the name of Ray's log file is written as its code. */
export function submissionIdOf(attemptId: string): string {
  return attemptId.replace(/[^A-Za-z0-9._-]/g, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
}

/** What is sent to Ray to start an attempt. */
export function jobRequestOf(job: AttemptJob, options: RayJobOptions): RayJobRequest {
  const { resources } = job;
  const driver = join(dirname(options.wrapperPath), "ray_nodes.py");
  const isSpread = resources.nodes > 1;
  // The driver of several machines takes their GPUs through a placement group and needs none itself.
  const argv = isSpread ? [options.python, driver, ...nodeArguments(job), "--", ...job.argv] : job.argv;
  const gpus = resources.gpuShare ?? resources.gpus;
  const memory = isSpread ? null : resources.memoryMb;
  const guard = join(dirname(options.wrapperPath), "guard.py");
  const guarded = [options.python, guard, options.wrapperPath, job.directory, "--", ...argv];
  const command = fetchFirst(guarded, job, options);
  return {
    submission_id: submissionIdOf(job.attemptId),
    entrypoint: entrypointOf(job, command.argv),
    // Ray at least hides the values of these from browsers.
    ...(job.push !== null && { runtime_env: { env_vars: secretsOf(command.env, job.env) } }),
    metadata: { stillroom_attempt: job.attemptId },
    entrypoint_num_cpus: isSpread ? spreadDriverCpus : (options.cpus ?? resources.cpus ?? 1),
    entrypoint_num_gpus: isSpread ? 0 : gpus,
    ...(memory !== null && { entrypoint_memory: memory * 2 ** 20 }),
  };
}

// It waits and passes on output; a whole CPU would be one that no node has left beside the workers.
const spreadDriverCpus = 0.001;

function nodeArguments({ resources, env }: AttemptJob): string[] {
  const { nodes, gpus, cpus, memoryMb } = resources;
  return [
    `--nodes=${nodes}`,
    `--gpus=${gpus}`,
    `--cpus=${cpus ?? 1}`,
    ...(memoryMb === null ? [] : [`--memory-mb=${memoryMb}`]),
    `--pass=${[...Object.keys(withoutDevices(env)), attemptMarker].join(",")}`,
  ];
}

/**
 * The shell line that Ray runs. The environment stands in it, not in Ray's runtime environment: Ray would give that to its
 * own supervisor too, which would then be taken for a process of the attempt and ended with it.
 */
function entrypointOf(job: AttemptJob, argv: string[]): string {
  const { gpus, nodes } = job.resources;
  // Ray leaves a job without GPUs all of the node's.
  const hidden = gpus === 0 && nodes === 1 ? Object.fromEntries(gpuLists.map((name) => [name, ""])) : {};
  const env = { ...withoutDevices(job.env), ...hidden, [attemptMarker]: job.attemptId };
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  // The token with which nodes speak to the head is no business of what is trained.
  const without = nodes === 1 ? ["-u", "RAY_AUTH_TOKEN"] : [];
  const command = ["env", ...without, ...pairs, ...argv].map(quoteWord).join(" ");
  // Where no folder is shared, the command makes the attempt's own and enters it.
  return job.push === null ? `cd ${quoteWord(job.cwd)} && exec ${command}` : `exec ${command}`;
}

/** What the way back needs beyond the job's own environment. */
function secretsOf(env: Record<string, string>, own: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !(name in own)));
}

/** Which GPUs it gets is the cluster's to say. */
function withoutDevices(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !gpuLists.includes(name)));
}
