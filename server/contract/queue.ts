import { z } from "zod";
import { executorKindSchema } from "./executor";
import { stageKindSchema } from "./stage";
import { timeRangeSchema } from "./time-range";

/** `settling`: a stage has just left it, so that its load says nothing yet. `busy`: other programs use it. */
export const gpuStateSchema = z.enum(["usable", "settling", "busy"]);

/** What the runner may give to stages on its host. */
export const queueHostSchema = z.object({
  gpus: z.array(z.object({ index: z.int(), state: gpuStateSchema })),
  /** Pipeline stages without a GPU that may run at a time. */
  cpuSlots: z.int().min(1),
});
export type QueueHost = z.infer<typeof queueHostSchema>;

/** Why a stage that could run does not. */
export const waitingReasonSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("held") }),
  /** Its recipe cannot be read: it fails by that when its turn comes. */
  z.object({ kind: z.literal("unreadable") }),
  z.object({ kind: z.literal("retry"), atMs: z.number() }),
  /** No runner has looked at this host yet. */
  z.object({ kind: z.literal("runner") }),
  /** The cluster of the recipe's executor has no settings yet. */
  z.object({ kind: z.literal("not-set-up"), executor: executorKindSchema }),
  /** The cluster did not answer when the runner last asked. */
  z.object({ kind: z.literal("unreachable"), executor: executorKindSchema }),
  /** The host has fewer GPUs than the stage asks for. */
  z.object({ kind: z.literal("too-large"), gpus: z.int(), total: z.int() }),
  /** `busy` GPUs are used by other programs. */
  z.object({ kind: z.literal("gpus"), gpus: z.int(), free: z.int(), busy: z.int() }),
  z.object({ kind: z.literal("gpu-share"), share: z.number() }),
  z.object({ kind: z.literal("cpu"), slots: z.int() }),
  /** A measured stage waits until nothing else runs on the CPU, or others wait until it has ended. */
  z.object({ kind: z.literal("alone") }),
  /** An equal stage of another run is at work; its result will be used. */
  z.object({ kind: z.literal("same"), runNumber: z.int() }),
  /** What it needs is free, but kept for a stage before it. */
  z.object({ kind: z.literal("turn") }),
]);
export type WaitingReason = z.infer<typeof waitingReasonSchema>;

/** A run in the queue with the stage that is next, in the order in which they start. */
export const queuedRunSchema = z.object({
  runId: z.string(),
  number: z.int(),
  name: z.string(),
  experimentName: z.string(),
  priority: z.int(),
  held: z.boolean(),
  /** True when a person gave the run its place. */
  placed: z.boolean(),
  stage: z.object({ key: z.string(), kind: stageKindSchema, subject: z.string().nullable() }),
  /** How long the run works once it has its turn; null while a stage of it has never been measured, and far behind in the queue. */
  timeLeft: timeRangeSchema.nullable(),
  gpus: z.int(),
  executor: executorKindSchema,
  reason: waitingReasonSchema,
});
export type QueuedRun = z.infer<typeof queuedRunSchema>;
