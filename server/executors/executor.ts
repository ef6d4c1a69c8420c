import { z } from "zod";
import type { ClusterCapacity, ConnectionReport, ExecutorKind } from "../contract/executor";
import { type Message, messageSchema } from "../contract/message";

/** What an attempt takes of the place where it runs; null where the recipe leaves it to the cluster. */
export const jobResourcesSchema = z.object({
  gpus: z.number(),
  /** Part of its one GPU, between 0 and 1; null for whole ones. */
  gpuShare: z.number().nullable(),
  cpus: z.number().nullable(),
  memoryMb: z.number().nullable(),
  /** Machines that work together; the command then runs once on each. */
  nodes: z.number(),
  timeLimitMinutes: z.number().nullable(),
  /** Must not share its node with anything else, since it is measured. */
  alone: z.boolean(),
});
export type JobResources = z.infer<typeof jobResourcesSchema>;

/** The dashboard's address for one attempt, and the token that it takes. */
export type Push = { url: string; token: string };

/** What an executor needs to start one attempt; `directory` is the attempt's own folder. */
export type AttemptJob = {
  attemptId: string;
  directory: string;
  argv: string[];
  env: Record<string, string>;
  cwd: string;
  resources: JobResources;
  /** Where the attempt sends what it writes and fetches what it needs; null where it sees this host's folders. */
  push: Push | null;
};

/** Plain data from which any process can find the attempt again; empty where the attempt ended before it began. */
export type Handle = Record<string, string | number | null>;

export type AttemptPlace = { attemptId: string; directory: string; handle: Handle };

/** `exit.json` as the attempt wrapper writes it; `taken-away`: the cluster wanted its place back, and `message` says why. */
export const attemptExitSchema = z.object({
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  outcomeHint: z.enum(["exited", "stopped", "cancelled", "start-failed", "taken-away"]),
  oomKill: z.boolean(),
  /** The disk had no room left when the attempt ended. */
  diskFull: z.boolean().optional(),
  message: messageSchema.nullable(),
});
export type AttemptExit = z.infer<typeof attemptExitSchema>;

/**
 * `lost`: the process is gone and left no word of how it ended; `cause` says why where that is known (the host was restarted,
 * the cluster took the node away), and such an attempt may go on at once. `unreachable`: the cluster does not answer, so that nothing is known.
 * `note` tells what a starting attempt waits for.
 */
export type AttemptState =
  | { state: "starting" | "running"; note?: Message }
  | { state: "lost"; cause: Message | null }
  | { state: "unreachable"; message: Message }
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
  readonly name: ExecutorKind;
  /** Starts an attempt, or finds the one that was started under the same id. Throws `AppError` `unavailable` when the cluster does not answer; asking again is then right. */
  submit(job: AttemptJob): Promise<Handle>;
  status(place: AttemptPlace): Promise<AttemptState>;
  /** Asks for a checkpoint and the end. */
  stop(place: AttemptPlace): Promise<void>;
  /** Asks for the end at once. */
  cancel(place: AttemptPlace): Promise<void>;
}

/** This host, whose GPUs are given out one by one. */
export interface LocalExecutor extends Executor {
  capacity(): Promise<{ gpus: GpuFacts[]; cpuCount: number; memoryTotalBytes: number }>;
}

/** A cluster that places attempts itself. */
export interface ClusterExecutor extends Executor {
  capacity(): Promise<ClusterCapacity>;
  /** Looks at everything that a run would need; never throws. */
  testConnection(): Promise<ConnectionReport>;
}
