import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttemptJob, ClusterExecutor } from "../../server/executors/executor";
import { createJob, isUp, onCpu, place, readFileOf, startOf, until, untilOver } from "../helpers/attempts";
import { executorOf, type RayCluster, startRay } from "../helpers/ray-cluster";

let cluster: RayCluster;
let executor: ClusterExecutor;

beforeAll(async () => {
  cluster = await startRay({ gpus: 1 });
  await cluster.addNode(1);
  executor = executorOf(cluster.address);
});

afterAll(() => cluster?.end());

/** A job on two nodes with a GPU each; every rank first leaves its pid in a file. */
function onTwoNodes(program: string): AttemptJob {
  const start = `
import os, pathlib, signal, subprocess, sys, time
rank = int(os.environ["NODE_RANK"])
pathlib.Path(f"pid-{rank}").write_text(str(os.getpid()))
`;
  const env = { NNODES: "2", MASTER_PORT: "29511", CUDA_VISIBLE_DEVICES: "7" };
  return { ...createJob(), argv: ["python3", "-c", start + program], env, resources: { ...onCpu, gpus: 1, nodes: 2 } };
}

const logOf = (job: AttemptJob) => readFileOf(job, "out.log") ?? "";

const pidsOf = (job: AttemptJob) =>
  until(() => {
    const pids = ["pid-0", "pid-1"].map((name) => Number(readFileOf(job, name)));
    return pids.every((pid) => pid > 0) && pids;
  });

describe("an attempt on two nodes", () => {
  it("runs once on each with its rank and the first one's address, and writes every line", async () => {
    expect(await executor.capacity()).toMatchObject({ nodeCount: 2, gpuCount: 2 });
    const job = onTwoNodes(`
names = ["NNODES", "NODE_RANK", "MASTER_ADDR", "MASTER_PORT", "CUDA_VISIBLE_DEVICES"]
print(" ".join(f"{name}={os.environ.get(name)}" for name in names))
for index in range(5000): print(f"line {index}")
print("end", end="")
`);
    expect(await untilOver(executor, await place(executor, job))).toMatchObject({ exit: { exitCode: 0 } });
    const lines = logOf(job).split("\n");
    const first = lines.filter((line) => !line.startsWith("[1] "));
    const second = lines.filter((line) => line.startsWith("[1] ")).map((line) => line.slice(4));
    const facts = (rank: number) =>
      new RegExp(
        `^NNODES=2 NODE_RANK=${rank} MASTER_ADDR=\\d+\\.\\d+\\.\\d+\\.\\d+ MASTER_PORT=29511 CUDA_VISIBLE_DEVICES=0$`,
      );
    const counted = Array.from({ length: 5_000 }, (_, index) => `line ${index}`);
    expect(first[0]).toMatch(facts(0));
    expect(second[0]).toMatch(facts(1));
    expect(first.slice(1, 5_001)).toEqual(counted);
    expect(second.slice(1)).toEqual([...counted, "end"]);
    expect(first.slice(5_001)).toEqual(["end", ""]);
  });

  it("lets every rank save when it is stopped", async () => {
    const job = onTwoNodes(`
def save(*_):
    pathlib.Path(f"saved-{rank}").write_text("yes")
    sys.exit(0)
signal.signal(signal.SIGTERM, save)
print("waiting", flush=True)
while True: time.sleep(0.1)
`);
    const where = await place(executor, job);
    await until(() => logOf(job).match(/waiting/g)?.length === 2);
    await executor.stop(where);
    expect(await untilOver(executor, where)).toMatchObject({ exit: { exitCode: 0, outcomeHint: "stopped" } });
    expect([readFileOf(job, "saved-0"), readFileOf(job, "saved-1")]).toEqual(["yes", "yes"]);
  });

  it("ends all when one fails, and fails as that one did", async () => {
    const job = onTwoNodes(`
if rank == 1:
    time.sleep(1)
    sys.exit(5)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path("grandchild").write_text(str(child.pid))
time.sleep(600)
`);
    expect(await untilOver(executor, await place(executor, job))).toMatchObject({ exit: { exitCode: 5 } });
    expect(logOf(job)).toContain("[1] ended with code 5");
    expect((await pidsOf(job)).map(isUp)).toEqual([false, false]);
    expect(isUp(Number(readFileOf(job, "grandchild")))).toBe(false);
  });

  it("ends on every node when it is cancelled, and when its wrapper is killed", async () => {
    const cancelled = onTwoNodes("signal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(600)");
    const where = await place(executor, cancelled);
    const pids = await pidsOf(cancelled);
    await executor.cancel(where);
    expect(await untilOver(executor, where)).toMatchObject({ exit: { outcomeHint: "cancelled" } });
    await until(() => !pids.some(isUp));
    const killed = onTwoNodes("time.sleep(600)");
    await place(executor, killed);
    const left = await pidsOf(killed);
    expect(left.map(isUp)).toEqual([true, true]);
    process.kill((await startOf(killed)).pid, "SIGKILL");
    await until(() => !left.some(isUp));
  });

  it("frees its nodes for the next", async () => {
    const job = onTwoNodes("print('again')");
    expect(await untilOver(executor, await place(executor, job))).toMatchObject({ exit: { exitCode: 0 } });
  });
});
