import { z } from "zod";
import { messageSchema } from "./message";

/** A running or ended `swift deploy` of one model of a run. */
export const deploymentSchema = z.object({
  id: z.string(),
  runId: z.string(),
  stageKey: z.string(),
  subject: z.string(),
  status: z.enum(["starting", "ready", "stopping", "ended", "failed"]),
  endpoint: z.string().nullable(),
  modelName: z.string(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  message: messageSchema.nullable(),
  suggestion: messageSchema.nullable(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** `other`: an error that is not one of storage; `message` says which. */
export const pauseSchema = z.object({
  reason: z.enum(["disk-full", "database-locked", "read-only", "other"]),
  sinceMs: z.number().nullable(),
  message: z.string(),
});
export type Pause = z.infer<typeof pauseSchema>;

/** What is free and what runs on this host; null where the platform does not offer the figure. */
export const hostStatusSchema = z.object({
  runner: z.object({
    alive: z.boolean(),
    lastBeatAt: z.number().nullable(),
    pid: z.number().nullable(),
    /** Why a living runner waits, and since when in ms (null where that is not known); null while it does not. */
    paused: pauseSchema.nullable(),
  }),
  engine: z.object({ ready: z.boolean(), version: z.string().nullable(), suggestion: messageSchema.nullable() }),
  cpuCount: z.number(),
  memoryTotalBytes: z.number(),
  memoryFreeBytes: z.number(),
  diskFreeBytes: z.number().nullable(),
  gpus: z.array(
    z.object({
      index: z.number(),
      name: z.string(),
      memoryTotalBytes: z.number(),
      memoryUsedBytes: z.number(),
      utilization: z.number().nullable(),
    }),
  ),
});
export type HostStatus = z.infer<typeof hostStatusSchema>;
