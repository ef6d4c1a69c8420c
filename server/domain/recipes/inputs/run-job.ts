import { join } from "node:path";
import { z } from "zod";
import type { Watch } from "../../../platform/keep-answers";
import { projectFolder } from "../../../platform/paths";
import { createWorkerPool, type WorkerPool } from "../../../platform/worker-pool";
import type { JobName, Jobs, JobTask } from "./jobs";

type InputOf<Name extends JobName> = Parameters<Jobs[Name]>[0];
type AnswerOf<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>;

const limits = { workers: 2, heapMb: 512, idleMs: 30_000, timeoutMs: 120_000 };
const progressSchema = z.object({ share: z.number() });
const holder: { pool?: WorkerPool } = {};

/**
 * Runs a job where it keeps nobody waiting: in a worker process of a server, in the process itself where that does nothing else
 * meanwhile (`STILLROOM_WORKERS` tells, which a server sets). Throws `WorkerLimitError` for one that takes too much, and the
 * signal's reason once nobody waits for it.
 */
export async function runJob<Name extends JobName>(
  name: Name,
  input: InputOf<Name>,
  { signal, onProgress }: Watch = {},
): Promise<AnswerOf<Name>> {
  if (process.env.STILLROOM_WORKERS !== "1") {
    signal?.throwIfAborted();
    const { jobs } = await import("./jobs");
    return Reflect.apply(jobs[name], null, [input, onProgress ?? (() => undefined)]);
  }
  holder.pool ??= createWorkerPool({ ...limits, file: workerFile() });
  const task: JobTask = { name, input };
  const onMessage = (said: unknown) => {
    const told = progressSchema.safeParse(said);
    if (told.success) onProgress?.(told.data.share);
  };
  return holder.pool.run<AnswerOf<Name>>(task, { signal, timeoutMs: limits.timeoutMs, onMessage });
}

/** By the project's folder: a page's bundle lies elsewhere. */
function workerFile(): string {
  return join(projectFolder(), "server", "domain", "recipes", "inputs", "worker.mjs");
}
