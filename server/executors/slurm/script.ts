import { AppError } from "../../contract/error";
import type { SlurmSettings } from "../../contract/executors/slurm";
import { message } from "../../contract/message";
import { quoteWord } from "../../contract/shell-word";
import { fetchFirst } from "../attempt/fetch-first";
import { attemptMarker } from "../attempt/sweep";
import type { AttemptJob, JobResources } from "../executor";
import { attemptEnvironment } from "../local/environment";
import { nodesArgv } from "./nodes-argv";

export type Programs = { python: string; wrapperPath: string };

export type SlurmExecutorOptions = Programs & {
  settings: SlurmSettings;
  /** Folder below which attempts have theirs; the connection test tries whether the nodes see it. */
  runsFolder: string;
};

// The cluster gives out GPUs itself and has folders of its own for temporary files.
const ofThisHost = ["CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "HIP_VISIBLE_DEVICES", "TMPDIR"];
const gpuLists = ["CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "GPU_DEVICE_ORDINAL"];

/** The batch script of an attempt: its environment, then the wrapper in the place of the shell. Throws `invalid-input` for what no shell can hold. */
export function jobScript(job: AttemptJob, programs: Programs, env: NodeJS.ProcessEnv): string {
  const { resources } = job;
  if (resources.nodes > 1 && job.push !== null)
    throw new AppError("invalid-input", message("clusters.nodes-need-folder"), {
      field: "resources.nodes",
      suggestion: message("clusters.slurm-nodes-next"),
    });
  const argv = resources.nodes > 1 ? nodesArgv(job.argv, resources, programs) : job.argv;
  const wrapped = [programs.python, programs.wrapperPath, job.directory, "--", ...argv];
  const command = fetchFirst(wrapped, job, programs);
  const variables = Object.entries(jobEnvironment({ ...job, env: command.env }, env));
  const lines = variables.map(([name, value]) => `export ${name}=${quoteWord(value)}`);
  const script = ["#!/bin/sh", ...lines, `exec ${command.argv.map(quoteWord).join(" ")}`, ""].join("\n");
  if (script.includes("\0")) throw new AppError("invalid-input", message("clusters.zero-byte"));
  return script;
}

function jobEnvironment(job: AttemptJob, env: NodeJS.ProcessEnv): Record<string, string> {
  const ours = { [attemptMarker]: job.attemptId, STILLROOM_CLUSTER: "Slurm" };
  const all = Object.entries({ ...attemptEnvironment(env, job.env), ...ours });
  const gpus =
    job.resources.gpus > 0
      ? { CUDA_DEVICE_ORDER: "PCI_BUS_ID" }
      : Object.fromEntries(gpuLists.map((name) => [name, ""]));
  const kept: Record<string, string> = {};
  for (const [name, value] of all) if (value !== undefined && !ofThisHost.includes(name)) kept[name] = value;
  const wrong = Object.keys(kept).find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  if (wrong !== undefined) throw new AppError("invalid-input", message("clusters.bad-variable", { name: wrong }));
  return { ...kept, ...gpus };
}

/** What a probe and a trial submission ask for. */
export const smallest: JobResources = {
  gpus: 0,
  gpuShare: null,
  cpus: null,
  memoryMb: null,
  nodes: 1,
  timeLimitMinutes: 2,
  alone: false,
};

/** The options by which a job is placed; `gpus` and the rest are per node. */
export function placementArgs(settings: SlurmSettings, resources: JobResources): string[] {
  const { gpus, cpus, memoryMb, nodes, alone } = resources;
  const minutes = resources.timeLimitMinutes ?? settings.timeLimitMinutes;
  return [
    ...given("partition", settings.partition),
    ...given("account", settings.account),
    ...given("qos", settings.qos),
    ...given("time", minutes),
    `--nodes=${nodes}`,
    "--ntasks-per-node=1",
    ...given("cpus-per-task", cpus),
    ...given("mem", memoryMb === null ? null : `${memoryMb}M`),
    ...(gpus > 0 ? [`--gres=${settings.gresName}:${Math.ceil(gpus)}`] : []),
    // GPUs are never shared; without one only the whole node is undisturbed.
    ...(alone && gpus === 0 ? ["--exclusive"] : []),
    ...settings.extraArgs,
  ];
}

/** All options of `sbatch` for an attempt, whose script comes on standard input. */
export function sbatchArgs(job: AttemptJob, settings: SlurmSettings): string[] {
  const minutes = job.resources.timeLimitMinutes ?? settings.timeLimitMinutes;
  return [
    ...placementArgs(settings, job.resources),
    "--parsable",
    "--export=ALL",
    `--job-name=${job.attemptId}`,
    `--comment=${commentOf(job.directory)}`,
    // Where no folder is shared the job makes it first.
    `--chdir=${job.push === null ? job.cwd : "/"}`,
    "--no-requeue",
    "--open-mode=append",
    `--output=${job.push === null ? outputPattern(`${job.directory}/wrapper.log`) : "/dev/null"}`,
    `--signal=B:USR1@${warningSeconds(minutes)}`,
  ];
}

/** The comment by which a job is known to be of this attempt and not of another installation. */
export function commentOf(directory: string): string {
  return JSON.stringify({ stillroom: directory });
}

/** A path where `sbatch` would otherwise replace what follows a percent sign. */
export function outputPattern(path: string): string {
  return path.replaceAll("%", "%%");
}

/** How many seconds before the limit the wrapper is told, so that a checkpoint can be saved; `minutes` null: the partition's own limit. */
export function warningSeconds(minutes: number | null): number {
  return Math.min(120, Math.floor(((minutes ?? 60) * 60) / 4));
}

const ownOptions =
  /^--(array|begin|chdir|clusters|comment|error|export|export-file|get-user-env|help|hold|input|job-name|kill-on-invalid-dep|nodes|no-requeue|ntasks|ntasks-per-node|open-mode|output|parsable|quiet|requeue|signal|test-only|usage|version|wait|wrap)(=|$)/;

/** The first of the further options that Stillroom sets itself or that would change what `sbatch` does; null when there is none. */
export function reservedOption(extraArgs: string[]): string | null {
  return extraArgs.find((option) => ownOptions.test(option)) ?? null;
}

function given(option: string, value: string | number | null): string[] {
  return value === null ? [] : [`--${option}=${value}`];
}
