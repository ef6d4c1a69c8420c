import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createJob, isUp, onCpu, place, readFileOf, startOf, until, untilOver } from "../helpers/attempts";
import { saying } from "../helpers/saying";
import { createExecutor, statesOf, untilLogged } from "../helpers/slurm-attempts";
import { type SlurmCluster, startSlurm } from "../helpers/slurm-cluster";

let cluster: SlurmCluster;

function parentOf(pid: number): number {
  return Number(/\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);
}

beforeAll(async () => {
  cluster = await startSlurm();
  process.env.SLURM_CONF = cluster.confFile;
});

afterAll(async () => {
  await cluster?.stop();
  delete process.env.SLURM_CONF;
});

describe("an attempt that Slurm takes away", () => {
  it("saves before the time limit and is lost for that reason", async () => {
    const executor = createExecutor({ timeLimitMinutes: 10 });
    const job = { ...createJob("patient"), resources: { ...onCpu, timeLimitMinutes: 1 } };
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    expect(await untilOver(executor, where, 180_000)).toEqual({
      state: "lost",
      cause: saying("Slurm's time limit for the job was reached"),
    });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
  });

  it("saves when an administrator cancels it", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    cluster.run("scancel", String(where.handle.jobId));
    expect(await untilOver(executor, where)).toEqual({
      state: "lost",
      cause: saying("the job was cancelled in Slurm"),
    });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
  });

  it("saves when a job of higher priority takes its place", async () => {
    const executor = createExecutor();
    const resources = { ...onCpu, cpus: 2 };
    const job = { ...createJob("patient"), resources };
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    const urgent = { ...createJob("exit", "0"), resources };
    const other = await place(createExecutor({ partition: "urgent" }), urgent);
    expect(await untilOver(executor, where, 60_000)).toEqual({
      state: "lost",
      cause: saying("Slurm gave the place to a job of higher priority"),
    });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
    expect(await untilOver(executor, other)).toMatchObject({ state: "ended", exit: { exitCode: 0 } });
  });

  it("is lost when it is cancelled while it waits, and does not start any more", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    cluster.run("scontrol", "update", "PartitionName=main", "State=DOWN");
    const where = await place(executor, job);
    await until(async () => JSON.stringify(await executor.status(where)).includes("jobs.wait-partition-down"));
    cluster.run("scancel", String(where.handle.jobId));
    cluster.run("scontrol", "update", "PartitionName=main", "State=UP");
    expect(await untilOver(executor, where)).toEqual({
      state: "lost",
      cause: saying("the job was cancelled in Slurm"),
    });
    expect(readFileOf(job, "lock")).toContain("unstarted");
  });

  it("is lost when it is put back into the queue, and its job does not start it again", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    const id = String(where.handle.jobId);
    expect(() => cluster.run("scontrol", "requeue", id)).toThrow();
    cluster.run("scontrol", "update", `JobId=${id}`, "Requeue=1");
    cluster.run("scontrol", "requeue", id);
    const state = await untilOver(executor, where);
    expect(state).toMatchObject({ state: "lost", cause: saying(/Slurm|queue/) });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
    await until(() => statesOf(cluster, job).every((name) => name === "CANCELLED"));
    expect(readFileOf(job, "out.log")?.match(/waiting/g)).toHaveLength(1);
    expect(await executor.status(where)).toMatchObject({ state: "lost" });
  });
});

describe("an attempt whose supervisor is killed", () => {
  it("is lost without its wrapper, and what it left behind is ended", async () => {
    const executor = createExecutor();
    const job = createJob("family");
    const where = await place(executor, job);
    await untilLogged(job, "grandchild is up");
    const start = await startOf(job);
    process.kill(start.pid, "SIGKILL");
    expect(await untilOver(executor, where)).toEqual({ state: "lost", cause: null });
    await until(() => !isUp(start.childPid) && !isUp(Number(readFileOf(job, "grandchild"))));
    await until(() => statesOf(cluster, job).every((name) => /FAILED|CANCELLED/.test(name)));
  });

  it("saves and is lost without Slurm's own supervisor", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    const start = await startOf(job);
    const supervisor = parentOf(start.pid);
    expect(readFileSync(`/proc/${supervisor}/comm`, "utf8")).toContain("slurmstepd");
    process.kill(supervisor, "SIGKILL");
    const state = await untilOver(executor, where, 60_000);
    expect(state).toMatchObject({ state: "lost", cause: saying(/supervisor|node failed|cancelled/) });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
    expect(isUp(start.pid) || isUp(start.childPid)).toBe(false);
    await until(() => statesOf(cluster, job).every((name) => !/RUNNING|PENDING/.test(name)), 60_000);
  });
});

describe("an attempt while Slurm's controller is away", () => {
  it("goes on, and nothing is lost", { timeout: 480_000 }, async () => {
    const executor = createExecutor();
    const running = createJob("results", "15000");
    const waiting = { ...createJob("patient"), resources: { ...onCpu, gpus: 2, timeLimitMinutes: 5 } };
    const blocker = { ...createJob("patient"), resources: { ...onCpu, gpus: 1 } };
    const places = [await place(executor, running), await place(executor, blocker), await place(executor, waiting)];
    const [one, two, three] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
    await untilLogged(running, "line 0");
    await untilLogged(blocker, "waiting");
    // It stores what it knows every few seconds.
    await sleep(6_000);
    await cluster.killController();
    expect(await executor.status(one)).toEqual({ state: "running" });
    expect(await executor.status(two)).toEqual({ state: "running" });
    expect(await executor.status(three)).toMatchObject({
      state: "unreachable",
      message: saying("Unable to contact slurm controller"),
    });
    await expect(executor.capacity()).rejects.toMatchObject({ code: "unavailable" });
    await expect(executor.submit(createJob("patient"))).rejects.toMatchObject({ code: "unavailable" });
    await cluster.startController();
    // Its node tells the controller of ended jobs again at intervals that grow.
    expect(await untilOver(executor, one, 120_000)).toMatchObject({ state: "ended", exit: { exitCode: 0 } });
    expect(readFileOf(running, "out.log")?.trim().split("\n")).toHaveLength(15_000);
    await executor.stop(two);
    expect(await untilOver(executor, two, 120_000)).toMatchObject({ exit: { outcomeHint: "stopped" } });
    await untilLogged(waiting, "waiting", 120_000);
    await executor.cancel(three);
    await untilOver(executor, three, 120_000);
  });

  it("starts at most once when the controller dies right after it took the job", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    const where = await place(executor, job);
    await cluster.killController();
    await cluster.startController();
    const state = await until(async () => {
      const now = await executor.status(where);
      return now.state === "running" || now.state === "lost" ? now : null;
    }, 90_000);
    if (state.state === "running") {
      await untilLogged(job, "waiting");
      await executor.cancel(where);
      await untilOver(executor, where, 60_000);
    }
    if (state.state === "lost") expect(state.cause).toEqual(saying(/Slurm/));
    expect(readFileOf(job, "out.log")?.match(/waiting/g) ?? ["none"]).toHaveLength(1);
    await until(() => statesOf(cluster, job).every((name) => !/RUNNING|PENDING/.test(name)), 60_000);
  });
});
