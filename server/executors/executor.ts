import { z } from "zod";

/** What an executor needs to start one attempt; `directory` is the attempt's own folder. */
export type AttemptJob = {
  attemptId: string;
  directory: string;
  argv: string[];
  env: Record<string, string>;
  cwd: string;
};

/** Plain data from which any process can find the attempt again; empty where the attempt ended before it began. */
export type Handle = Record<string, string | number | null>;

export type AttemptPlace = { attemptId: string; directory: string; handle: Handle };

/** `exit.json` as the attempt wrapper writes it. */
export const attemptExitSchema = z.object({
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  outcomeHint: z.enum(["exited", "stopped", "cancelled", "start-failed"]),
  oomKill: z.boolean(),
  message: z.string().nullable(),
});
export type AttemptExit = z.infer<typeof attemptExitSchema>;

/** `lost`: the process is gone and left no word of how it ended; `rebooted` when the host was restarted since. */
export type AttemptState =
  | { state: "starting" | "running" }
  | { state: "lost"; rebooted?: boolean }
  | { state: "ended"; exit: AttemptExit };

export type GpuFacts = {
  index: number;
  name: string;
  memoryTotalBytes: number;
  memoryUsedBytes: number;
  utilization: number | null;
};

/** Where attempts run. Every method may be called again after a crash of its caller, and by another process: handle and folder are all that is needed to reattach. */
export interface Executor {
  readonly name: string;
  /** Starts an attempt, or finds the one that was started under the same id. */
  submit(job: AttemptJob): Promise<Handle>;
  status(place: AttemptPlace): Promise<AttemptState>;
  /** Asks for a checkpoint and the end. */
  stop(place: AttemptPlace): Promise<void>;
  /** Asks for the end at once. */
  cancel(place: AttemptPlace): Promise<void>;
  capacity(): Promise<{ gpus: GpuFacts[]; cpuCount: number; memoryTotalBytes: number }>;
}
