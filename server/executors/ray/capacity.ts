import { z } from "zod";
import type { ClusterCapacity } from "../../contract/executor";
import type { JobResources } from "../executor";

const nodesSchema = z.object({
  data: z.object({
    result: z.object({
      result: z.array(
        z.object({
          node_ip: z.string(),
          state: z.string(),
          resources_total: z.record(z.string(), z.number()).nullish(),
        }),
      ),
    }),
  }),
});

const statusSchema = z.object({
  data: z.object({
    clusterStatus: z.object({
      loadMetricsReport: z.object({ usage: z.record(z.string(), z.tuple([z.number(), z.number()])) }),
    }),
  }),
});

/** A living node of a cluster; memory in bytes, null where it does not tell. */
export type RayNode = { ip: string; gpus: number; cpus: number; memoryBytes: number | null };

/** Living nodes from the answer to `/api/v0/nodes`; throws `ZodError` when it is something else. */
export function parseNodes(text: string): RayNode[] {
  const { result } = nodesSchema.parse(JSON.parse(text)).data.result;
  return result
    .filter(({ state }) => state === "ALIVE")
    .map(({ node_ip, resources_total }) => ({
      ip: node_ip,
      gpus: resources_total?.GPU ?? 0,
      cpus: resources_total?.CPU ?? 0,
      memoryBytes: resources_total?.memory ?? null,
    }));
}

/** GPUs in use by anybody, parts of one counted as one, from the answer to `/api/cluster_status`; null where it does not tell, as in the first seconds of a cluster. */
export function parseUsedGpus(text: string): number | null {
  try {
    const { usage } = statusSchema.parse(JSON.parse(text)).data.clusterStatus.loadMetricsReport;
    if (Object.keys(usage).length === 0) return null;
    return Math.max(0, Math.ceil((usage.GPU?.[0] ?? 0) - 1e-6));
  } catch {
    return null;
  }
}

/** All nodes together. */
export function capacityOf(nodes: RayNode[], usedGpus: number | null): ClusterCapacity {
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  const memory = nodes.map(({ memoryBytes }) => memoryBytes);
  return {
    nodeCount: nodes.length,
    gpuCount: Math.floor(sum(nodes.map(({ gpus }) => gpus))),
    usedGpus,
    cpuCount: Math.floor(sum(nodes.map(({ cpus }) => cpus))),
    memoryTotalBytes: memory.every((bytes) => bytes !== null) ? sum(memory) : null,
  };
}

/**
 * CPUs for a job by the smallest node on which it fits: all of it for one that must be alone, else what the recipe asks for
 * or the node's share for one of `cpuSlots` jobs, since Ray gives a job as many threads as CPUs. Null where it fits on none.
 */
export function cpusFor(
  nodes: RayNode[],
  { gpus, cpus, memoryMb, alone }: JobResources,
  cpuSlots: number,
): number | null {
  const fitting = nodes.filter(
    (node) =>
      node.gpus >= gpus && node.cpus >= (cpus ?? 1) && (node.memoryBytes ?? Infinity) >= (memoryMb ?? 0) * 2 ** 20,
  );
  if (fitting.length === 0) return null;
  const whole = Math.min(...fitting.map((node) => node.cpus));
  return alone ? whole : (cpus ?? Math.max(1, Math.floor(whole / cpuSlots)));
}
