import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { verbatim } from "../../server/contract/message";
import type { AttemptExit } from "../../server/executors/executor";
import { readBootId, readPidNamespace, readStartTicks } from "../../server/platform/process-facts";
import type { Job } from "./job";
import { carryOut, createPlayer } from "./player";
import { serveModel } from "./served-model";

const lookMs = 100;
const beatMs = 1_000;

/** Runs one attempt in its folder as the wrapper of the real engine does; resolves with the exit code of this process. */
export async function runAttempt(directory: string, argv: string[], jobFor: (argv: string[]) => Job): Promise<number> {
  const startedAt = Date.now();
  const { pid } = process;
  const identity = {
    pid,
    startTicks: readStartTicks(pid),
    bootId: readBootId(),
    pidNamespace: readPidNamespace(),
  };
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(join(directory, "lock"), JSON.stringify(identity), { flag: "wx" });
  } catch {
    process.stderr.write(`This attempt was started before: ${directory}\n`);
    return 3;
  }
  if (isWished(directory, "cancel")) return finish(directory, { exitCode: null, outcomeHint: "cancelled" });
  let job: Job;
  try {
    job = jobFor(argv);
  } catch (error) {
    const message = verbatim(
      `The fake engine could not begin: ${error instanceof Error ? error.message : String(error)}`,
    );
    return finish(directory, { exitCode: null, outcomeHint: "start-failed", message });
  }
  const facts = { childPid: pid, pgid: pid, startedAtMs: startedAt, argv };
  writeWhole(join(directory, "start.json"), JSON.stringify({ ...identity, ...facts }));
  const server = job.port === null ? null : await serveModel(job.port, argv);
  try {
    return finish(directory, await play(job, directory, startedAt));
  } finally {
    server?.close();
  }
}

type Ending = Pick<AttemptExit, "exitCode" | "outcomeHint"> & Partial<AttemptExit>;

/** Plays the job until it ends or is told to. */
async function play(job: Job, directory: string, startedAt: number): Promise<Ending> {
  let isTold = false;
  process.on("SIGTERM", () => {
    isTold = true;
  });
  for (const name of ["SIGINT", "SIGHUP"] as const) process.on(name, () => undefined);
  const player = createPlayer(job, directory, startedAt);
  for (let beatAt = 0; ; ) {
    const elapsedMs = Date.now() - startedAt;
    player.playUntil(Math.min(elapsedMs, job.durationMs ?? elapsedMs));
    if (elapsedMs >= beatAt) {
      writeFileSync(join(directory, "heartbeat"), String(Date.now()));
      beatAt = elapsedMs + beatMs;
    }
    if (isTold || isWished(directory, "cancel")) return { exitCode: null, signal: "SIGTERM", outcomeHint: "cancelled" };
    if (isWished(directory, "stop")) {
      for (const effect of job.onStop?.(elapsedMs) ?? []) carryOut(effect, directory);
      return { exitCode: 0, outcomeHint: "stopped" };
    }
    if (job.durationMs !== null && elapsedMs >= job.durationMs)
      return { exitCode: job.exitCode, outcomeHint: "exited" };
    await sleep(lookMs);
  }
}

function isWished(directory: string, wish: "stop" | "cancel"): boolean {
  return existsSync(join(directory, wish));
}

function finish(directory: string, ending: Ending): number {
  const exit = { signal: null, oomKill: false, message: null, endedAtMs: Date.now(), ...ending };
  writeWhole(join(directory, "exit.json"), JSON.stringify(exit));
  return 0;
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.partial`, text);
  renameSync(`${file}.partial`, file);
}
