import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttemptJob, ClusterExecutor, JobResources } from "../../server/executors/executor";
import { createRayClient } from "../../server/executors/ray/ray-client";
import { createJob, isUp, onCpu, place, readFileOf, until, untilOver } from "../helpers/attempts";
import { executorOf, type RayCluster, startRay } from "../helpers/ray-cluster";
import { saying } from "../helpers/saying";

let cluster: RayCluster;
let executor: ClusterExecutor;

beforeAll(async () => {
  cluster = await startRay({ gpus: 2, cpus: 4 });
  executor = executorOf(cluster.address);
});

afterAll(() => cluster?.end());

const untilLogged = (job: AttemptJob, words: string) => until(() => (readFileOf(job, "out.log") ?? "").includes(words));

/** A job that writes its GPUs and waits for the file `done`. */
function createHolder(resources: Partial<JobResources>): AttemptJob {
  const program = `
import os, pathlib, time
print("gpus=" + os.environ.get("CUDA_VISIBLE_DEVICES", "all"), flush=True)
while not pathlib.Path("done").exists(): time.sleep(0.05)
`;
  return { ...createJob(), argv: ["python3", "-c", program], resources: { ...onCpu, ...resources } };
}

const gpusOf = (job: AttemptJob) => /gpus=(.*)/.exec(readFileOf(job, "out.log") ?? "")?.[1];

describe("an attempt on Ray", () => {
  it("writes every line and is found again by another executor", async () => {
    const program = "import sys\nfor i in range(20_000): print(f'line {i}')\nprint(sys.argv[1:])";
    const odd = ["it's", 'a "word"', "$HOME `id`", "two\nlines", "", "é"];
    const job = { ...createJob(), argv: ["python3", "-c", program, ...odd], env: { ODD: "a 'b' $PATH" } };
    const where = await place(executor, job);
    const state = await untilOver(executorOf(cluster.address), where);
    expect(state).toMatchObject({ state: "ended", exit: { exitCode: 0, outcomeHint: "exited" } });
    const lines = (readFileOf(job, "out.log") ?? "").split("\n");
    expect(lines.slice(0, 20_000)).toEqual(Array.from({ length: 20_000 }, (_, index) => `line ${index}`));
    expect(lines[20_000]).toBe(`["it's", 'a "word"', '$HOME \`id\`', 'two\\nlines', '', 'é']`);
  });

  it("is one job, however often it is submitted", async () => {
    const job = createJob("patient");
    const places = await Promise.all([place(executor, job), place(executorOf(cluster.address), job)]);
    await untilLogged(job, "waiting");
    const third = await place(executorOf(cluster.address), job);
    expect(places[1]?.handle).toEqual(places[0]?.handle);
    expect(third.handle).toEqual(places[0]?.handle);
    const client = createRayClient({ address: cluster.address, caFile: null, token: null });
    const jobs = JSON.parse((await client.ask("GET", "/api/jobs/")).text);
    expect(jobs.filter((each: { submission_id: string }) => each.submission_id === job.attemptId)).toHaveLength(1);
    expect(await executor.status(third)).toEqual({ state: "running" });
    await executor.stop(third);
    expect(await untilOver(executor, third)).toMatchObject({ exit: { exitCode: 0, outcomeHint: "stopped" } });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
    expect(readFileOf(job, "out.log")?.match(/waiting/g)).toHaveLength(1);
  });

  it("ends with all its grandchildren when cancelled", async () => {
    const job = createJob("family");
    const where = await place(executor, job);
    await untilLogged(job, "grandchild is up");
    const grandchild = Number(readFileOf(job, "grandchild"));
    expect(isUp(grandchild)).toBe(true);
    await executor.cancel(where);
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
    expect(isUp(grandchild)).toBe(false);
  });

  it.each([
    [["exit", "7"], { exitCode: 7, signal: null, outcomeHint: "exited" }],
    [["kill"], { exitCode: null, signal: "SIGKILL", outcomeHint: "exited" }],
  ])("tells how %j ended", async (command, exit) => {
    const where = await place(executor, createJob(...command));
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit });
  });

  it("says so when Python is not there on the node", async () => {
    const lame = executorOf(cluster.address, { python: "/nowhere/python" });
    const state = await untilOver(lame, await place(lame, createJob("exit", "0")));
    expect(state).toMatchObject({ state: "ended", exit: { exitCode: 127, outcomeHint: "start-failed" } });
    expect(state.state === "ended" && state.exit.message).toEqual(
      saying(/Python is not there on the node: .*\/nowhere\/python/),
    );
  });
});

describe("resources on Ray", () => {
  it("gives each attempt its own GPU, lets the third wait, and cancels it there", async () => {
    const jobs = [1, 2, 3].map(() => createHolder({ gpus: 1 }));
    const [one, two, three] = jobs as [AttemptJob, AttemptJob, AttemptJob];
    const places = [await place(executor, one), await place(executor, two)];
    await untilLogged(one, "gpus=");
    await untilLogged(two, "gpus=");
    expect([gpusOf(one), gpusOf(two)].sort()).toEqual(["0", "1"]);
    const waiting = await place(executor, three);
    await sleep(2_000);
    expect(await executor.status(waiting)).toEqual({
      state: "starting",
      note: saying("Ray is looking for a node with the resources that are asked for"),
    });
    await until(async () => (await executor.capacity()).usedGpus === 2);
    expect(await executor.capacity()).toMatchObject({ nodeCount: 1, gpuCount: 2, cpuCount: 4 });
    await executor.cancel(waiting);
    expect(await executor.status(waiting)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
    const next = createHolder({ gpus: 1 });
    const nextPlace = await place(executor, next);
    for (const where of places) await executor.cancel(where);
    for (const where of places) await untilOver(executor, where);
    await untilLogged(next, "gpus=");
    await sleep(2_000);
    expect(readFileOf(three, "out.log")).toBeNull();
    await executor.cancel(nextPlace);
    await untilOver(executor, nextPlace);
  });

  it("lets attempts share a GPU and shows none to one that asks for none", async () => {
    const jobs = [...Array(4)].map(() => createHolder({ gpus: 1, gpuShare: 0.5 }));
    const places = [];
    for (const job of jobs) places.push(await place(executor, job));
    for (const job of jobs) await untilLogged(job, "gpus=");
    expect(jobs.map(gpusOf).sort()).toEqual(["0", "0", "1", "1"]);
    for (const where of places) await executor.cancel(where);
    for (const where of places) await untilOver(executor, where);
    const none = createHolder({ gpus: 0 });
    const where = await place(executor, none);
    await untilLogged(none, "gpus=");
    expect(gpusOf(none)).toBe("");
    await executor.cancel(where);
    await untilOver(executor, where);
  });

  it("keeps others off the node while an attempt is measured", async () => {
    const measured = createHolder({ alone: true });
    const where = await place(executor, measured);
    await untilLogged(measured, "gpus=");
    const other = createJob("exit", "0");
    const otherPlace = await place(executor, other);
    await sleep(3_000);
    expect(await executor.status(otherPlace)).toMatchObject({ state: "starting" });
    await executor.cancel(where);
    await untilOver(executor, where);
    expect(await untilOver(executor, otherPlace)).toMatchObject({ exit: { exitCode: 0 } });
  });

  it("waits for memory that is not there", async () => {
    const job = createHolder({ memoryMb: 10 ** 7 });
    const where = await place(executor, job);
    await sleep(2_000);
    expect(await executor.status(where)).toMatchObject({ state: "starting" });
    await executor.stop(where);
    expect(await untilOver(executor, where)).toMatchObject({ exit: { outcomeHint: "stopped", exitCode: null } });
  });
});
