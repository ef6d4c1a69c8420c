import { dirname, join } from "node:path";
import type { JobResources } from "../executor";

/** The command that starts `argv` once on each node of the job, with its rank; the first that fails ends them all. */
export function nodesArgv(
  argv: string[],
  { nodes, cpus }: Pick<JobResources, "nodes" | "cpus">,
  { python, wrapperPath }: { python: string; wrapperPath: string },
): string[] {
  const entry = join(dirname(wrapperPath), "node_entry.py");
  return [
    ...[python, entry, "launch", "srun"],
    `--nodes=${nodes}`,
    `--ntasks=${nodes}`,
    "--ntasks-per-node=1",
    // srun does not take this over from the job.
    ...(cpus === null ? [] : [`--cpus-per-task=${cpus}`]),
    "--export=ALL",
    "--kill-on-bad-exit=1",
    "--unbuffered",
    ...[python, entry, "run", "--", ...argv],
  ];
}
