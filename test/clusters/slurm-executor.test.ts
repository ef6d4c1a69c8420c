import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { words } from "../../server/cli/language";
import type { AttemptJob } from "../../server/executors/executor";
import { nodesArgv } from "../../server/executors/slurm/nodes-argv";
import { createJob, isUp, onCpu, place, readFileOf, startOf, until, untilOver } from "../helpers/attempts";
import { saying } from "../helpers/saying";
import { createExecutor, programs, statesOf, untilLogged } from "../helpers/slurm-attempts";
import { type SlurmCluster, startSlurm } from "../helpers/slurm-cluster";

let cluster: SlurmCluster;

/** What one process of the attempt was given. */
async function variableOf(job: AttemptJob, name: string): Promise<string | undefined> {
  const { childPid } = await startOf(job);
  const lines = readFileSync(`/proc/${childPid}/environ`, "utf8").split("\0");
  return lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
}

beforeAll(async () => {
  cluster = await startSlurm();
  process.env.SLURM_CONF = cluster.confFile;
});

afterAll(async () => {
  await cluster?.stop();
  delete process.env.SLURM_CONF;
});

describe("an attempt on Slurm", () => {
  it("runs, writes every line and tells how it ended", async () => {
    const executor = createExecutor();
    const job = createJob("results", "3000");
    const where = await place(executor, job);
    expect(where.handle).toEqual({
      jobId: expect.stringMatching(/^\d+$/),
      jobName: job.attemptId,
      submitTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    await until(async () => (await executor.status(where)).state === "running");
    expect(await untilOver(createExecutor(), where)).toMatchObject({
      state: "ended",
      exit: { exitCode: 0, outcomeHint: "exited" },
    });
    const lines = (readFileOf(job, "out.log") ?? "").trim().split("\n");
    expect(lines).toEqual(Array.from({ length: 3000 }, (_, number) => `line ${number}`));
  });

  it.each([
    [["exit", "7"], { exitCode: 7, signal: null, outcomeHint: "exited" }],
    [["kill"], { exitCode: null, signal: "SIGKILL", outcomeHint: "exited" }],
  ])("tells how %j ended", async (command, exit) => {
    const executor = createExecutor();
    expect(await untilOver(executor, await place(executor, createJob(...command)))).toMatchObject({ exit });
  });

  it("is one job, however often it is submitted", async () => {
    const job = createJob("patient");
    const one = await place(createExecutor(), job);
    const two = await place(createExecutor(), job);
    expect(two.handle).toEqual(one.handle);
    await untilLogged(job, "waiting");
    expect((await place(createExecutor(), job)).handle).toEqual(one.handle);
    expect(statesOf(cluster, job)).toEqual(["RUNNING"]);
    await createExecutor().cancel(one);
    await untilOver(createExecutor(), one);
    expect((await place(createExecutor(), job)).handle).toEqual(one.handle);
    expect(statesOf(cluster, job)).toHaveLength(1);
  });

  it("gets the fixed list of variables, and no GPU when it asked for none", async () => {
    process.env.SOME_SECRET_TOKEN = "secret";
    const executor = createExecutor();
    const quoted = 'it\'s $HOME `x` "y"\n\\z';
    const job = { ...createJob("patient"), env: { HF_HUB_OFFLINE: "1", QUOTED: quoted, CUDA_VISIBLE_DEVICES: "1" } };
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    expect(await variableOf(job, "SOME_SECRET_TOKEN")).toBeUndefined();
    expect(await variableOf(job, "STILLROOM_ATTEMPT")).toBe(job.attemptId);
    expect(await variableOf(job, "QUOTED")).toBe(quoted);
    expect(await variableOf(job, "CUDA_VISIBLE_DEVICES")).toBe("");
    delete process.env.SOME_SECRET_TOKEN;
    await executor.cancel(where);
    await untilOver(executor, where);
  });

  it("saves and ends when it is stopped", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    await executor.stop(where);
    const state = await untilOver(executor, where);
    expect(state).toMatchObject({ state: "ended", exit: { exitCode: 0, outcomeHint: "stopped" } });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
  });

  it("ends with all its grandchildren when it is cancelled", async () => {
    const executor = createExecutor();
    const job = createJob("family");
    const where = await place(executor, job);
    await untilLogged(job, "grandchild is up");
    await executor.cancel(where);
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
    expect(isUp(Number(readFileOf(job, "grandchild")))).toBe(false);
  });

  it("has a GPU of its own; a third waits, says for what, and never starts once it is cancelled", async () => {
    const executor = createExecutor();
    const jobs = [1, 2, 3].map(() => ({ ...createJob("patient"), resources: { ...onCpu, gpus: 1 } }));
    const places = [];
    for (const job of jobs) places.push(await place(executor, job));
    const [first, second, third] = jobs as [AttemptJob, AttemptJob, AttemptJob];
    await untilLogged(first, "waiting");
    await untilLogged(second, "waiting");
    const devices = await Promise.all([first, second].map((job) => variableOf(job, "CUDA_VISIBLE_DEVICES")));
    expect(devices.sort()).toEqual(["0", "1"]);
    expect(await executor.capacity()).toMatchObject({ nodeCount: 1, gpuCount: 2, usedGpus: 2, cpuCount: 2 });
    const [one, two, waiting] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
    const note = saying(/^Slurm: (waiting for free resources \(Resources\)|.*\(Priority\))$/);
    await until(async () => /"(Resources|Priority)"/.test(JSON.stringify(await executor.status(waiting))));
    expect(await executor.status(waiting)).toEqual({ state: "starting", note });
    await executor.cancel(waiting);
    expect(await executor.status(waiting)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
    expect(statesOf(cluster, third)).toEqual(["CANCELLED"]);
    for (const running of [one, two]) await executor.cancel(running);
    for (const running of [one, two]) await untilOver(executor, running);
    expect(readFileOf(third, "out.log")).toBeNull();
  });

  it("has the node for itself where it is measured without a GPU", async () => {
    const executor = createExecutor();
    const job = { ...createJob("patient"), resources: { ...onCpu, alone: true } };
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    expect(cluster.run("squeue", "-h", `--name=${job.attemptId}`, "-o", "%C").trim()).toBe("2");
    await executor.cancel(where);
    await untilOver(executor, where);
  });

  it("says when a job will never start, and is refused what Slurm refuses", async () => {
    const executor = createExecutor({ partition: "brief" });
    const where = await place(executor, { ...createJob("patient"), resources: { ...onCpu, timeLimitMinutes: 90 } });
    const note = await until(async () => {
      const state = await executor.status(where);
      return state.state === "starting" && state.note !== undefined && /PartitionTimeLimit/.test(words(state.note))
        ? words(state.note)
        : null;
    });
    expect(note).toContain("more time than the partition allows");
    expect(note).toContain("will not start");
    await executor.stop(where);
    expect(await executor.status(where)).toMatchObject({ state: "ended", exit: { outcomeHint: "stopped" } });
    const wrong = createExecutor({ partition: "nowhere" }).submit(createJob("patient"));
    await expect(wrong).rejects.toMatchObject({ code: "invalid-input", suggestion: saying("sinfo") });
  });

  it("tells why it could not begin", async () => {
    const executor = createExecutor({ python: "/nowhere/python" });
    const state = await untilOver(executor, await place(executor, createJob("patient")), 60_000);
    expect(state).toMatchObject({ state: "ended", exit: { outcomeHint: "start-failed" } });
    expect(state.state === "ended" && state.exit.message).toEqual(saying("/nowhere/python"));
  });

  it("starts on each of its nodes with its rank, and saves when stopped", async () => {
    const executor = createExecutor();
    const plain = createJob("patient");
    const job = { ...plain, argv: nodesArgv(plain.argv, { nodes: 1, cpus: null }, programs) };
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    const ranks = cluster.run("pgrep", "-f", `attempt-commands.py patient$`).trim().split("\n");
    const environ = readFileSync(`/proc/${ranks.at(-1)}/environ`, "utf8").split("\0");
    expect(environ).toEqual(expect.arrayContaining(["NODE_RANK=0", `STILLROOM_ATTEMPT=${job.attemptId}`]));
    expect(environ.find((line) => line.startsWith("MASTER_ADDR="))).toBe(
      `MASTER_ADDR=${cluster.run("hostname", "-s").trim()}`,
    );
    await executor.stop(where);
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit: { outcomeHint: "stopped" } });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
  });
});
