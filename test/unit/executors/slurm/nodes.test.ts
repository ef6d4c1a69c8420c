import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { defaultPartitions, parseNodes, sumOf } from "../../../../server/executors/slurm/capacity";

const shown = [
  "NodeName=n1 Arch=x86_64 CPUAlloc=1 CPUEfctv=62 CPUTot=64 Gres=gpu:a100:4(S:0-1),shard:8 GresUsed=gpu:a100:3(IDX:0,2-3),shard:0 OS=Linux 6.1 #1 SMP RealMemory=1000 State=MIXED ThreadsPerCore=1 Partitions=main,long AllocTRES=cpu=1",
  "NodeName=n2 CPUTot=8 Gres=gpu:2 GresUsed=gpu:(null):1(IDX:0) RealMemory=500 State=IDLE+CLOUD+POWERED_DOWN Partitions=main",
  "NodeName=n3 CPUTot=8 Gres=gpu:2 GresUsed=gpu:0 RealMemory=500 State=IDLE+DRAIN Partitions=main AllocTRES= Reason=new disk [root@2026-11-24T18:00:00]",
  "NodeName=n4 CPUTot=8 Gres=(null) RealMemory=500 State=DOWN* Partitions=main",
  "NodeName=n5 CPUTot=8 Gres=(null) GresUsed= RealMemory=500 State=IDLE Partitions=other",
].join("\n");

it("counts what the usable nodes of the partition have", () => {
  const nodes = parseNodes(shown, ["main"], "gpu");
  expect(nodes.map(({ name, isUsable }) => `${name} ${isUsable}`)).toEqual([
    "n1 true",
    "n2 true",
    "n3 false",
    "n4 false",
  ]);
  expect(nodes[2]).toMatchObject({ state: "IDLE+DRAIN", reason: "new disk" });
  expect(sumOf(nodes)).toEqual({
    nodeCount: 2,
    gpuCount: 6,
    usedGpus: 4,
    cpuCount: 70,
    memoryTotalBytes: 1500 * 2 ** 20,
  });
  expect(sumOf(parseNodes(shown, ["main"], "gpu:a100"))).toMatchObject({ gpuCount: 4, usedGpus: 3 });
});

it("does not know the GPUs in use where Slurm does not tell", () => {
  const node = "NodeName=n1 CPUTot=8 Gres=gpu:2 RealMemory=500 State=IDLE Partitions=main AllocTRES=cpu=1";
  expect(sumOf(parseNodes(node, ["main"], "gpu")).usedGpus).toBeNull();
  expect(sumOf(parseNodes(`${node},gres/gpu=1`, ["main"], "gpu")).usedGpus).toBe(1);
});

it("finds the partition that jobs go to by default", () => {
  expect(defaultPartitions("PartitionName=main Default=YES\nPartitionName=long Default=NO\n")).toEqual(["main"]);
});

it.each([
  ["vm", "vm"],
  ["n1,n2", "n1"],
  ["gpu[003-007,9],login", "gpu003"],
  ["rack[2,4]-ib,n9", "rack2-ib"],
  ["a-b[07]", "a-b07"],
])("takes the first host of %s", (list, first) => {
  const folder = resolve(import.meta.dirname, "../../../../server/engines/attempt");
  const code = "import sys; from node_entry import first_host; print(first_host(sys.argv[1]))";
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  expect(execFileSync("python3", ["-c", code, list], { cwd: folder, encoding: "utf8", env }).trim()).toBe(first);
});
