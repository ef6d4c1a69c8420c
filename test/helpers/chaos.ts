import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { attempts } from "../../db/schema/index";
import type { Services } from "../../server/domain/services";
import type { App } from "./app";

export type Fault = { name: string; run: () => Promise<void> };

type Place = { app: App; services: Services; clockFile: string; canFillDisk: boolean };

/** Everything that may go wrong, each mended again by itself where a person could not mend it. */
export function faultsOf({ app, services, clockFile, canFillDisk }: Place): Fault[] {
  const trainer = () => runningAttempts(services).flatMap(({ pid }) => childrenOf(pid))[0];
  const pause = async (pid: number | null | undefined, ms: number) => {
    if (pid === null || pid === undefined) return;
    signal(pid, "SIGSTOP");
    await sleep(ms);
    signal(pid, "SIGCONT");
  };
  const all: Fault[] = [
    {
      name: "kill -9 of the runner",
      run: async () => {
        await app.killRunner();
        await sleep(300);
        app.startRunner();
      },
    },
    {
      name: "kill -9 of web",
      run: async () => {
        await app.killWeb();
        await app.startWeb();
      },
    },
    { name: "kill -9 of a training", run: async () => signal(trainer(), "SIGKILL") },
    {
      name: "kill -9 of a whole attempt",
      run: async () => {
        const [attempt] = runningAttempts(services);
        if (attempt) signal(-attempt.pid, "SIGKILL");
      },
    },
    {
      name: "SIGSTOP of the runner",
      run: () => {
        const group = app.runnerGroup();
        return pause(group === null ? null : -group, 2_500);
      },
    },
    { name: "SIGSTOP of a training", run: () => pause(trainer(), 1_500) },
    { name: "database locked for 3 s", run: () => lock(services, 3_000) },
    { name: "database locked for 12 s", run: () => lock(services, 12_000) },
    {
      name: "clock jump",
      run: async () => writeFileSync(clockFile, String(Math.round((Math.random() - 0.5) * 48 * 3_600_000))),
    },
  ];
  return canFillDisk ? [...all, { name: "disk full", run: () => fillDisk(app.home) }] : all;
}

/** Mounts a small memory disk at `folder`; false where this is not allowed. */
export function mountSmallDisk(folder: string, sizeMiB: number): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMiB}m`, "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Takes a memory disk away again. */
export function unmount(folder: string): void {
  execFileSync("umount", ["--lazy", folder], { stdio: "ignore" });
}

async function fillDisk(home: string): Promise<void> {
  const file = join(home, "filler");
  try {
    for (;;) writeFileSync(file, Buffer.alloc(2 ** 20), { flag: "a" });
  } catch {
    await sleep(3_000);
  }
  rmSync(file, { force: true });
}

async function lock({ paths }: Services, ms: number): Promise<void> {
  const client = new Database(paths.database, { timeout: 5_000 });
  try {
    client.exec("BEGIN IMMEDIATE");
    await sleep(ms);
    client.exec("ROLLBACK");
  } catch {
    // The runner held it in this moment: no fault then.
  } finally {
    client.close();
  }
}

function runningAttempts({ db }: Services): { pid: number }[] {
  return db
    .select()
    .from(attempts)
    .all()
    .filter(({ status, handleJson }) => handleJson !== null && ["starting", "running"].includes(status))
    .map(({ handleJson }) => JSON.parse(handleJson ?? "{}"));
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return text === "" ? [] : text.split(" ").map(Number);
  } catch {
    return [];
  }
}

function signal(pid: number | undefined, name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in the meantime.
  }
}

export type Written = { attemptId: string; onDisk: [number, number][]; stored: [number, number][] };

/** Every point of every attempt: what its file holds and what the database holds, in order. */
export function compareAttempts({ db }: Services): Written[] {
  const read = db.$client.prepare<[string], { step: number; value: number }>(
    `SELECT step, value FROM metric_points JOIN metric_series ON metric_series.id = metric_points.series_id
     WHERE attempt_id = ? AND key = 'loss' ORDER BY ordinal`,
  );
  return db
    .select()
    .from(attempts)
    .all()
    .map(({ id, directory }) => ({
      attemptId: id,
      onDisk: linesOf(join(directory, "output", "logging.jsonl")),
      stored: read.all(id).map(({ step, value }) => [step, value]),
    }));
}

function linesOf(file: string): [number, number][] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line) => {
        try {
          const { loss, ...rest } = JSON.parse(line);
          return [[Number.parseInt(rest["global_step/max_steps"], 10), loss]];
        } catch {
          return [];
        }
      });
  } catch {
    return [];
  }
}
