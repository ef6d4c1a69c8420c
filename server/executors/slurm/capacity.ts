import { AppError } from "../../contract/error";
import type { ClusterCapacity } from "../../contract/executor";
import type { SlurmSettings } from "../../contract/executors/slurm";
import { message } from "../../contract/message";
import { type RunSlurm, wordsOf } from "./commands";
import { parseFields } from "./parse";

export type SlurmNode = {
  name: string;
  state: string;
  isUsable: boolean;
  /** Why it is down or drained, as Slurm tells it. */
  reason: string | null;
  cpuCount: number;
  memoryBytes: number;
  gpuCount: number;
  usedGpus: number | null;
};

// One of the words between plus signs; a star means that the node does not respond. POWERED_DOWN starts when it is needed.
const unusable = /\*|(^|\+)(DOWN|DRAIN\w*|ERROR|FAIL\w*|FUTURE|INVALID_REG|MAINT\w*|NOT_RESPONDING|UNKNOWN)(\+|$)/;

/** What the usable nodes of the partition have. Throws `unavailable` where Slurm does not answer. */
export async function readCapacity(run: RunSlurm, settings: SlurmSettings): Promise<ClusterCapacity> {
  return sumOf(await listNodes(run, settings));
}

/** The nodes of the partition in the settings, else of Slurm's default. Throws `unavailable` where Slurm does not answer. */
export async function listNodes(run: RunSlurm, settings: SlurmSettings): Promise<SlurmNode[]> {
  const [partitions, nodes] = await Promise.all([
    run("scontrol", ["--oneliner", "show", "partition"]),
    run("scontrol", ["--oneliner", "--details", "show", "node"]),
  ]);
  const failed = [partitions, nodes].find(({ failure }) => failure !== null);
  if (failed !== undefined)
    throw new AppError("unavailable", message("clusters.slurm-says", { words: wordsOf(failed) }), {
      suggestion: message("clusters.test-connection-next"),
    });
  const wanted = settings.partition?.split(",") ?? defaultPartitions(partitions.stdout);
  return parseNodes(nodes.stdout, wanted, settings.gresName);
}

/** Sums up the usable nodes. Pure. */
export function sumOf(nodes: SlurmNode[]): ClusterCapacity {
  const usable = nodes.filter(({ isUsable }) => isUsable);
  const total = (of: (node: SlurmNode) => number) => usable.reduce((sum, node) => sum + of(node), 0);
  return {
    nodeCount: usable.length,
    gpuCount: total(({ gpuCount }) => gpuCount),
    usedGpus: usable.some(({ usedGpus }) => usedGpus === null) ? null : total(({ usedGpus }) => usedGpus ?? 0),
    cpuCount: total(({ cpuCount }) => cpuCount),
    memoryTotalBytes: total(({ memoryBytes }) => memoryBytes),
  };
}

/** The names of the partitions that jobs go to by default, from `scontrol -o show partition`. Pure. */
export function defaultPartitions(text: string): string[] {
  const all = text.split("\n").map(parseFields);
  return all.flatMap(({ PartitionName, Default }) => (Default === "YES" && PartitionName ? [PartitionName] : []));
}

/** Reads `scontrol -o -d show node`; only nodes of the partitions, GPUs by their name in `--gres`. Pure. */
export function parseNodes(text: string, partitions: string[], gresName: string): SlurmNode[] {
  return text.split("\n").flatMap((line) => {
    const fields = parseFields(line);
    const { NodeName: name, State: state = "UNKNOWN", Gres = "", GresUsed, AllocTRES = "" } = fields;
    const isOurs = (fields.Partitions ?? "").split(",").some((partition) => partitions.includes(partition));
    if (name === undefined || !isOurs) return [];
    return [
      {
        name,
        state,
        isUsable: !unusable.test(state),
        reason: / Reason=(.*?)(?: \[|$| [A-Z]\w*=)/.exec(line)?.[1] ?? null,
        cpuCount: Number(fields.CPUEfctv ?? fields.CPUTot ?? 0),
        memoryBytes: Number(fields.RealMemory ?? 0) * 2 ** 20,
        gpuCount: countGres(Gres, gresName),
        usedGpus: GresUsed === undefined ? countTres(AllocTRES, gresName) : countGres(GresUsed, gresName),
      },
    ];
  });
}

/** Counts `gpu:a100:4(S:0-1),gpu:2,shard:8` for `gpu` (all kinds) or `gpu:a100`. */
function countGres(text: string, gresName: string): number {
  const items = text.replace(/:?\([^)]*\)/g, "").split(",");
  return items.reduce((sum, item) => {
    const count = /^(.+):(\d+)$/.exec(item);
    const isNamed = count?.[1] === gresName || count?.[1]?.startsWith(`${gresName}:`);
    return count !== null && isNamed ? sum + Number(count[2]) : sum;
  }, 0);
}

/** Counts `cpu=2,gres/gpu=1`; null where the cluster does not track GPUs there. */
function countTres(text: string, gresName: string): number | null {
  const found = text.split(",").find((item) => item.startsWith(`gres/${gresName}=`));
  return found === undefined ? null : Number(found.split("=")[1]);
}
