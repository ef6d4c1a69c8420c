import { expect, it } from "vitest";
import { capacityOf, cpusFor, parseNodes, parseUsedGpus } from "../../../../server/executors/ray/capacity";
import { onCpu } from "../../../helpers/attempts";

const nodeOf = (ip: string, state: string, resources_total: Record<string, number> | null) => ({
  node_id: "ad069e0e",
  node_ip: ip,
  is_head_node: false,
  state,
  resources_total,
});

const answer = JSON.stringify({
  result: true,
  msg: "",
  data: {
    result: {
      total: 3,
      result: [
        nodeOf("10.0.0.1", "ALIVE", { CPU: 8, memory: 1_000, "node:__internal_head__": 1, object_store_memory: 8 }),
        nodeOf("10.0.0.2", "ALIVE", { CPU: 32, GPU: 4, memory: 2_000 }),
        nodeOf("10.0.0.3", "DEAD", {}),
      ],
    },
  },
});

const usageOf = (usage: Record<string, [number, number]>) =>
  JSON.stringify({ data: { clusterStatus: { loadMetricsReport: { usage } } } });

it("adds up living nodes", () => {
  const nodes = parseNodes(answer);
  expect(nodes.map(({ ip }) => ip)).toEqual(["10.0.0.1", "10.0.0.2"]);
  expect(capacityOf(nodes, 3)).toEqual({
    nodeCount: 2,
    gpuCount: 4,
    usedGpus: 3,
    cpuCount: 40,
    memoryTotalBytes: 3_000,
  });
});

it("does not guess memory of which a node does not tell", () => {
  const nodes = [...parseNodes(answer), { ip: "10.0.0.4", gpus: 0, cpus: 1, memoryBytes: null }];
  expect(capacityOf(nodes, null).memoryTotalBytes).toBeNull();
});

it.each([
  ["whole GPUs", usageOf({ GPU: [2, 4], CPU: [2, 40] }), 2],
  ["parts of a GPU as one", usageOf({ GPU: [1.25, 4] }), 2],
  ["sums of parts that are not quite whole", usageOf({ GPU: [1.0000000001, 4] }), 1],
  ["a cluster without GPUs", usageOf({ CPU: [0, 8] }), 0],
  ["the first seconds of a cluster", usageOf({}), null],
  ["a cluster without an autoscaler", JSON.stringify({ data: { clusterStatus: null } }), null],
  ["another answer", "<html>", null],
])("counts %s in use", (_name, text, used) => {
  expect(parseUsedGpus(text)).toBe(used);
});

it.each([
  [{}, 8],
  [{ gpus: 1 }, 32],
  [{ cpus: 16 }, 32],
  [{ gpus: 8 }, null],
  [{ memoryMb: 1 }, null],
])("takes for a job that asks for %j alone a node of %j CPUs", (asked, cpus) => {
  expect(cpusFor(parseNodes(answer), { ...onCpu, alone: true, ...asked }, 1)).toBe(cpus);
});

it.each([
  ["all of a node", {}, 1, 8],
  ["its share of a node", {}, 3, 2],
  ["at least one", {}, 20, 1],
  ["what the recipe says", { cpus: 4 }, 1, 4],
])("gives a job that may share %s", (_, asked, cpuSlots, cpus) => {
  expect(cpusFor(parseNodes(answer), { ...onCpu, ...asked }, cpuSlots)).toBe(cpus);
});
