import { Tinypool } from "tinypool";

/** Why a worker gave no answer: it wanted more memory than it may have, or more time. */
export type WorkerLimit = "memory" | "time";

/** A worker came to one of its limits and was ended. */
export class WorkerLimitError extends Error {
  constructor(readonly limit: WorkerLimit) {
    super(`A worker came to its limit of ${limit}`);
  }
}

type PoolOptions = { file: string; workers: number; heapMb: number; idleMs: number };
type TaskOptions = {
  signal?: AbortSignal | undefined;
  timeoutMs: number;
  /** Is told what the worker sends while it works. */
  onMessage: (message: unknown) => void;
};

export type WorkerPool = { run: <Answer>(task: unknown, options: TaskOptions) => Promise<Answer> };

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * Processes that run what the module `file` exports, started when there is work and ended when there has been none for a
 * while. A task that is given up, or takes too much time or memory, ends with its process. Processes, not threads: a thread
 * that runs out of memory can take the process with it, and what it holds counts as the server's.
 */
export function createWorkerPool({ file, workers, heapMb, idleMs }: PoolOptions): WorkerPool {
  const pool = new Tinypool({
    filename: file,
    runtime: "child_process",
    serialization: "advanced",
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: idleMs,
    env: ownEnvironment(),
    // Flags of the server (a loader, a heap of its own size) are not those of its workers.
    execArgv: [`--max-old-space-size=${heapMb}`, "--max-semi-space-size=8"],
  });
  // A worker that dies without a task is replaced when there is one.
  pool.on("error", () => undefined);
  return {
    run: async (task, { signal, timeoutMs, onMessage }) => {
      signal?.throwIfAborted();
      const tooLong = AbortSignal.timeout(timeoutMs);
      try {
        return await pool.run(task, {
          signal: signal === undefined ? tooLong : AbortSignal.any([signal, tooLong]),
          channel: { postMessage: onMessage },
        });
      } catch (error) {
        signal?.throwIfAborted();
        if (tooLong.aborted) throw new WorkerLimitError("time");
        // V8 ends a process that has used up its heap.
        if (error instanceof Error && error.message === "Worker exited unexpectedly")
          throw new WorkerLimitError("memory");
        throw error;
      }
    },
  };
}
