import { utimesSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttemptJob } from "../../server/executors/executor";
import { createRayClient } from "../../server/executors/ray/ray-client";
import { createJob, isUp, onCpu, place, readFileOf, startOf, until, untilOver } from "../helpers/attempts";
import { executorOf, type RayCluster, startRay } from "../helpers/ray-cluster";
import { saying } from "../helpers/saying";

const untilLogged = (job: AttemptJob, words: string) => until(() => (readFileOf(job, "out.log") ?? "").includes(words));

describe("what goes wrong on a cluster", () => {
  let cluster: RayCluster;

  beforeAll(async () => {
    cluster = await startRay();
  });

  afterAll(() => cluster?.end());

  it("is lost when its wrapper is killed, and what it left behind is ended", async () => {
    const executor = executorOf(cluster.address);
    const job = createJob("family");
    const where = await place(executor, job);
    await untilLogged(job, "grandchild is up");
    const { pid, childPid } = await startOf(job);
    const grandchild = Number(readFileOf(job, "grandchild"));
    process.kill(pid, "SIGKILL");
    expect(await untilOver(executor, where)).toEqual({ state: "lost", cause: null });
    await until(() => !isUp(childPid) && !isUp(grandchild));
  });

  it("leaves nothing behind on its node even when nobody looks", async () => {
    const executor = executorOf(cluster.address);
    const job = createJob("family");
    await place(executor, job);
    await untilLogged(job, "grandchild is up");
    const { pid, childPid } = await startOf(job);
    const grandchild = Number(readFileOf(job, "grandchild"));
    expect([pid, childPid, grandchild].map(isUp)).toEqual([true, true, true]);
    process.kill(pid, "SIGKILL");
    await until(() => !isUp(childPid) && !isUp(grandchild));
  });

  it("ends an attempt that was killed while it was cancelled as cancelled", async () => {
    const executor = executorOf(cluster.address);
    const job = createJob("deaf");
    const where = await place(executor, job);
    await untilLogged(job, "not listening");
    const { pid } = await startOf(job);
    await executor.cancel(where);
    process.kill(pid, "SIGKILL");
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
  });

  it("is cancelled when somebody stops its job in Ray, although it saves and ends well", async () => {
    const executor = executorOf(cluster.address);
    const job = createJob("patient");
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    await startOf(job);
    const client = createRayClient({ address: cluster.address, caFile: null, token: null });
    await client.ask("POST", `/api/jobs/${job.attemptId}/stop`);
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
  });

  it("is ended by Ray when its wrapper does not follow a cancel", async () => {
    const executor = executorOf(cluster.address);
    const job = createJob("family");
    const where = await place(executor, job);
    await untilLogged(job, "grandchild is up");
    const { pid, childPid } = await startOf(job);
    process.kill(pid, "SIGSTOP");
    await executor.cancel(where);
    expect(await executor.status(where)).toEqual({ state: "running" });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(job.directory, "cancel"), longAgo, longAgo);
    await executor.cancel(where);
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled" } });
    await until(() => !isUp(pid) && !isUp(childPid) && !isUp(Number(readFileOf(job, "grandchild"))));
  });

  it("tells a head that is away from an attempt that is lost, and one that came back without its jobs", async () => {
    const executor = executorOf(cluster.address);
    const running = createJob("family");
    const waiting = { ...createJob("exit", "0"), resources: { ...onCpu, gpus: 2, cpus: 64 } };
    const places = [await place(executor, running), await place(executor, waiting)] as const;
    await untilLogged(running, "grandchild is up");
    const { pid, childPid } = await startOf(running);
    expect(await executor.status(places[1])).toMatchObject({ state: "starting" });
    await cluster.kill();
    expect(await executor.status(places[1])).toMatchObject({ state: "unreachable" });
    const late = createJob("exit", "3");
    await expect(executor.submit(late)).rejects.toMatchObject({ code: "unavailable" });
    // Ray's own watcher ends the wrapper with its supervisor; what it had started must go too.
    await until(() => !isUp(pid));
    expect((await untilOver(executor, places[0])).state).toBe("lost");
    await until(() => !isUp(childPid));
    await cluster.start();
    expect(await executor.status(places[0])).toMatchObject({ state: "lost" });
    expect(await untilOver(executor, places[1])).toEqual({
      state: "lost",
      cause: saying("Ray does not know the job any more: its head was restarted"),
    });
    expect(await untilOver(executor, await place(executor, late))).toMatchObject({ exit: { exitCode: 3 } });
  });
});

describe("a cluster with a token", () => {
  let cluster: RayCluster;
  const token = "0123456789abcdef0123456789abcdef";

  beforeAll(async () => {
    cluster = await startRay({ token });
  });

  afterAll(() => cluster?.end());

  it("takes the right token and keeps it from the attempt", async () => {
    const executor = executorOf(cluster.address, {}, { token });
    const job = createJob("environment");
    expect(await untilOver(executor, await place(executor, job))).toMatchObject({ exit: { exitCode: 0 } });
    expect(readFileOf(job, "out.log")).not.toContain("RAY_AUTH_TOKEN\n");
    const { checks } = await executor.testConnection();
    expect(checks.find(({ name }) => name === "authorised")).toMatchObject({
      state: "ok",
      message: saying("The token is accepted, or none is needed"),
    });
    // This Python has no engine, which only a job could tell: so the token is good for jobs too.
    expect(checks.find(({ state }) => state === "failed")?.message).toEqual(saying(/has no ms-swift$/));
  });

  it.each([
    ["no token", null, "Ray asks for a token"],
    ["a wrong token", "f".repeat(32), "Ray refuses the token"],
  ])("refuses %s without losing attempts", async (_name, wrong, text) => {
    const message = saying(text);
    const executor = executorOf(cluster.address, {}, { token: wrong });
    await expect(executor.submit(createJob("exit", "0"))).rejects.toMatchObject({ code: "forbidden", message });
    await expect(executor.capacity()).rejects.toMatchObject({ code: "forbidden" });
    const place = { ...createJob(), handle: {} };
    expect(await executor.status(place)).toEqual({ state: "unreachable", message });
    const report = await executor.testConnection();
    expect(report.ok).toBe(false);
    expect(report.checks.find(({ state }) => state === "failed")).toMatchObject({ name: "authorised", message });
  });
});
