import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { AppError } from "../../contract/error";
import {
  type AttemptJob,
  type AttemptPlace,
  type AttemptState,
  attemptExitSchema,
  type Executor,
  type Handle,
} from "../executor";
import { listGpus } from "./capacity";
import { attemptEnvironment } from "./environment";
import { findByEnvironment, isAlive, readBootId, readStartTicks } from "./process-facts";

const marker = "STILLROOM_ATTEMPT";
const startTimeoutMs = 20_000;
const startSchema = z.object({ pid: z.number(), startTicks: z.number().nullable(), bootId: z.string().nullable() });
const handleSchema = startSchema.partial();

/** Runs attempts on this host as detached processes under the attempt wrapper; they outlive web and runner. */
export function createLocalExecutor({ python, wrapperPath }: { python: string; wrapperPath: string }): Executor {
  return {
    name: "local",
    submit: (job) => submit(job, python, wrapperPath),
    status: async (place) => stateOf(place),
    stop: async ({ directory }) => leaveWish(directory, "stop"),
    cancel: async ({ directory }) => leaveWish(directory, "cancel"),
    capacity: async () => ({ gpus: await listGpus() }),
  };
}

async function submit(job: AttemptJob, python: string, wrapperPath: string): Promise<Handle> {
  if (!existsSync(python))
    throw new AppError("missing-dependency", "The engine is not installed", { suggestion: "Run: npx stillroom setup" });
  mkdirSync(job.directory, { recursive: true });
  if (!existsSync(join(job.directory, "lock"))) {
    const log = openSync(join(job.directory, "wrapper.log"), "a");
    const child = spawn(python, [wrapperPath, job.directory, "--", ...job.argv], {
      cwd: job.cwd,
      detached: true,
      stdio: ["ignore", log, log],
      env: attemptEnvironment(process.env, { ...job.env, [marker]: job.attemptId }),
    });
    child.once("error", () => undefined);
    child.unref();
    closeSync(log);
  }
  return waitForStart(job.directory);
}

/** The handle, from the wrapper's own word; an attempt that ended before it could start has an exit instead. */
async function waitForStart(directory: string): Promise<Handle> {
  const until = Date.now() + startTimeoutMs;
  while (Date.now() < until) {
    const start = readJson(join(directory, "start.json"), startSchema);
    if (start !== null) return { pid: start.pid, startTicks: start.startTicks, bootId: start.bootId };
    if (existsSync(join(directory, "exit.json"))) return {};
    await sleep(25);
  }
  return {};
}

function stateOf({ attemptId, directory, handle }: AttemptPlace): AttemptState {
  const exitFile = join(directory, "exit.json");
  const exit = readJson(exitFile, attemptExitSchema);
  if (exit !== null) return { state: "ended", exit };
  const known = readJson(join(directory, "start.json"), startSchema) ?? handleSchema.parse(handle);
  if (isRunning(known)) return { state: "running" };
  // The last word may have been written between the two looks.
  const late = readJson(exitFile, attemptExitSchema);
  if (late !== null) return { state: "ended", exit: late };
  sweep(attemptId);
  return { state: "lost" };
}

function isRunning({ pid, startTicks, bootId }: z.infer<typeof handleSchema>): boolean {
  if (pid === undefined || (bootId != null && bootId !== readBootId())) return false;
  return startTicks == null ? isAlive(pid) : readStartTicks(pid) === startTicks;
}

/** Ends what an attempt left behind when its wrapper was killed. */
function sweep(attemptId: string): void {
  for (const pid of findByEnvironment(marker, attemptId)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself in between.
    }
  }
}

function leaveWish(directory: string, wish: "stop" | "cancel"): void {
  const file = join(directory, wish);
  if (!existsSync(file)) writeFileSync(file, "");
}

function readJson<Value>(file: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
