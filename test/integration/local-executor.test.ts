import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { classifyExit } from "../../server/engines/exit-reason";
import type { AttemptJob } from "../../server/executors/executor";
import { createExecutor, createJob, isUp, place, readFileOf, startOf, until, untilOver } from "../helpers/attempts";
import { saying } from "../helpers/saying";

const memoryGroups = "/sys/fs/cgroup/memory";

/** A group of processes that may take 64 MiB together; null where none may be made. */
function makeSmallGroup(): string | null {
  const group = join(memoryGroups, `stillroom-test-${process.pid}`);
  try {
    mkdirSync(group);
    writeFileSync(join(group, "memory.limit_in_bytes"), String(64 * 2 ** 20));
    return group;
  } catch {
    return null;
  }
}

const smallGroup = makeSmallGroup();
afterAll(() => smallGroup !== null && rmdirSync(smallGroup));

function untilLogged(job: AttemptJob, words: string): Promise<boolean> {
  return until(() => (readFileOf(job, "out.log") ?? "").includes(words));
}

describe("an attempt on this host", () => {
  it("is found again by another executor and ends with all its grandchildren when cancelled", async () => {
    const first = createExecutor();
    const job = createJob("family");
    const where = await place(first, job);
    await untilLogged(job, "grandchild is up");
    const second = createExecutor();
    expect(await second.status(where)).toEqual({ state: "running" });
    const grandchild = Number(readFileOf(job, "grandchild"));
    expect(isUp(grandchild)).toBe(true);
    await second.cancel(where);
    const state = await untilOver(second, where);
    expect(state).toMatchObject({ state: "ended", exit: { outcomeHint: "cancelled", oomKill: false } });
    expect(isUp(grandchild)).toBe(false);
    expect(await first.status(where)).toEqual(state);
  });

  it.skipIf(smallGroup === null)(
    "has run out of memory when the kernel ended a program below its launcher",
    async () => {
      const executor = createExecutor();
      const state = await untilOver(executor, await place(executor, createJob("hungry", smallGroup ?? "")));
      if (state.state !== "ended") throw new Error(`It is ${state.state}`);
      expect(state.exit).toMatchObject({ exitCode: 1, signal: null, oomKill: true });
      expect(classifyExit({ ...state.exit, requested: null, logTail: [], stageKind: "distill" }).reason).toBe("oom");
    },
  );

  it("is started once, however often it is submitted", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    const [one, two] = await Promise.all([place(executor, job), place(createExecutor(), job)]);
    const three = await place(createExecutor(), job);
    expect(two.handle).toEqual(one.handle);
    expect(three.handle).toEqual(one.handle);
    await untilLogged(job, "waiting");
    expect(readFileOf(job, "out.log")?.match(/waiting/g)).toHaveLength(1);
    await executor.cancel(one);
    await untilOver(executor, one);
    expect((await place(executor, job)).handle).toEqual(one.handle);
    expect(await executor.status(one)).toMatchObject({ state: "ended" });
  });

  it("is lost when its wrapper is killed, and what it left behind is ended", async () => {
    const executor = createExecutor();
    const job = createJob("family");
    const where = await place(executor, job);
    await untilLogged(job, "grandchild is up");
    const start = await startOf(job);
    const grandchild = Number(readFileOf(job, "grandchild"));
    process.kill(start.pid, "SIGKILL");
    await until(() => !isUp(start.pid));
    expect(isUp(start.childPid)).toBe(true);
    expect(await executor.status(where)).toEqual({ state: "lost", cause: null });
    await until(() => !isUp(start.childPid) && !isUp(grandchild));
    expect(existsSync(join(job.directory, "exit.json"))).toBe(false);
  });

  it("does not take a process with the same pid for its own", async () => {
    const executor = createExecutor();
    const job = createJob();
    const stranger = { pid: process.pid, startTicks: 1, bootId: null };
    expect(await executor.status({ ...job, handle: stranger })).toEqual({ state: "lost", cause: null });
  });

  it("is lost when the host was restarted since, and says so", async () => {
    const job = createJob("patient");
    const where = await place(createExecutor(), job);
    expect(await createExecutor(() => "another boot").status(where)).toEqual({
      state: "lost",
      cause: saying("the host was restarted"),
    });
  });

  it.each([
    [["exit", "0"], { exitCode: 0, signal: null, outcomeHint: "exited" }],
    [["exit", "7"], { exitCode: 7, signal: null, outcomeHint: "exited" }],
    [["kill"], { exitCode: null, signal: "SIGKILL", outcomeHint: "exited" }],
  ])("tells how %j ended", async (command, exit) => {
    const executor = createExecutor();
    const where = await place(executor, createJob(...command));
    expect(await untilOver(executor, where)).toMatchObject({ state: "ended", exit });
  });

  it("tells why a program could not be started", async () => {
    const executor = createExecutor();
    const where = await place(executor, { ...createJob(), argv: ["/nowhere/swift", "sft"] });
    const state = await untilOver(executor, where);
    expect(state).toMatchObject({ state: "ended", exit: { exitCode: null, outcomeHint: "start-failed" } });
    expect(state.state === "ended" && state.exit.message).toEqual(
      saying("No such file or directory: '/nowhere/swift'"),
    );
  });

  it("lets the command save and end when it is stopped", async () => {
    const executor = createExecutor();
    const job = createJob("patient");
    const where = await place(executor, job);
    await untilLogged(job, "waiting");
    await executor.stop(where);
    await executor.stop(where);
    const state = await untilOver(executor, where);
    expect(state).toMatchObject({ state: "ended", exit: { exitCode: 0, outcomeHint: "stopped" } });
    expect(readFileOf(job, "checkpoint")).toBe("saved");
  });

  it("ends a command that does not listen when the grace of a stop is over", async () => {
    const executor = createExecutor();
    const job = { ...createJob("deaf"), env: { STILLROOM_STOP_GRACE_SECONDS: "1" } };
    const where = await place(executor, job);
    await untilLogged(job, "not listening");
    await executor.stop(where);
    const state = await untilOver(executor, where);
    expect(state).toMatchObject({ state: "ended", exit: { signal: "SIGKILL", outcomeHint: "cancelled" } });
  });

  it("does not begin when the cancel is there first", async () => {
    const executor = createExecutor();
    const job = createJob("exit", "0");
    writeFileSync(join(job.directory, "cancel"), "");
    const where = await place(executor, job);
    expect(await untilOver(executor, where)).toMatchObject({ exit: { outcomeHint: "cancelled", exitCode: null } });
    expect(readFileOf(job, "out.log")).toBeNull();
  });

  it("writes memory samples and a heartbeat every second", async () => {
    const executor = createExecutor();
    const job = createJob("family");
    const where = await place(executor, job);
    await untilLogged(job, "grandchild is up");
    await sleep(2_500);
    const rows = (readFileOf(job, "samples.jsonl") ?? "").trim().split("\n");
    expect(rows.length).toBeGreaterThanOrEqual(2);
    const last = JSON.parse(rows.at(-1) ?? "{}");
    expect(last["memory/rss_bytes"]).toBeGreaterThan(10_000_000);
    expect(Math.abs(Date.now() - last.atMs)).toBeLessThan(5_000);
    expect(Date.now() - Number(readFileOf(job, "heartbeat"))).toBeLessThan(5_000);
    await executor.cancel(where);
    await untilOver(executor, where);
  });

  it("hands on the fixed list of variables and no other", async () => {
    process.env.SOME_SECRET_TOKEN = "secret";
    const executor = createExecutor();
    const job = { ...createJob("environment"), env: { HF_HUB_OFFLINE: "1" } };
    await untilOver(executor, await place(executor, job));
    const names = (readFileOf(job, "out.log") ?? "").split("\n");
    expect(names).toEqual(expect.arrayContaining(["HF_HUB_OFFLINE", "PATH", "STILLROOM_ATTEMPT"]));
    expect(names).not.toContain("SOME_SECRET_TOKEN");
    delete process.env.SOME_SECRET_TOKEN;
  });

  it("says what is wrong when its folder cannot be used", async () => {
    const job = createJob("exit", "0");
    const gone = { ...job, cwd: join(job.directory, "nowhere") };
    await expect(createExecutor().submit(gone)).rejects.toThrow("The attempt could not begin");
    rmSync(job.directory, { recursive: true });
  });
});
