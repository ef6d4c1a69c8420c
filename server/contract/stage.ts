import { z } from "zod";
import { executorKindSchema } from "./executor";
import { failureReasonNames } from "./failures";
import { messageSchema } from "./message";
import { stageKindNames } from "./stage-kinds";
import { timeRangeSchema } from "./time-range";

export const stageKindSchema = z.enum(stageKindNames);

/** `cached`: an equal stage has already run and its results are used. `blocked`: a stage it needs did not succeed. */
export const stageStatusSchema = z.enum([
  "waiting",
  "ready",
  "starting",
  "running",
  "stopping",
  "succeeded",
  "cached",
  "failed",
  "cancelled",
  "lost",
  "blocked",
]);
export type StageStatus = z.infer<typeof stageStatusSchema>;

export const failureReasonSchema = z.enum(failureReasonNames);

/** How an attempt ended, as data. `stopped`: ended on request with a checkpoint saved. */
export const exitSchema = z.object({
  outcome: z.enum(["succeeded", "stopped", "failed", "cancelled", "lost"]),
  reason: failureReasonSchema.nullable(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  logTail: z.array(z.string()),
  message: messageSchema,
  suggestion: messageSchema.nullable(),
});
export type Exit = z.infer<typeof exitSchema>;

export const attemptStatusSchema = z.enum([
  "starting",
  "running",
  "stopping",
  "succeeded",
  "failed",
  "cancelled",
  "lost",
]);
export type AttemptStatus = z.infer<typeof attemptStatusSchema>;

/** Where an attempt runs or ran; `import` for what ran outside of Stillroom. */
const attemptExecutorSchema = z.union([executorKindSchema, z.literal("import")]);
export type AttemptExecutor = z.infer<typeof attemptExecutorSchema>;

/** One command of a stage as it is shown to people; `argv` is exact. */
export const stageCommandSchema = z.object({ label: z.string(), argv: z.array(z.string()) });
export type StageCommand = z.infer<typeof stageCommandSchema>;

export const plannedStageSchema = z.object({
  id: z.string(),
  kind: stageKindSchema,
  subject: z.string().nullable(),
  /** The engine command of the stage; for `evaluate` the server whose answers are measured. */
  argv: z.array(z.string()),
  /** Every command of the stage in order, `argv` among them. */
  commands: z.array(stageCommandSchema),
  env: z.record(z.string(), z.string()),
  dependsOn: z.array(z.string()),
  cached: z.boolean(),
});
export type PlannedStage = z.infer<typeof plannedStageSchema>;

/** Progress of a running stage; fields are null until the engine has written them. */
export const progressSchema = z.object({
  step: z.number().nullable(),
  totalSteps: z.number().nullable(),
  fraction: z.number().min(0).max(1).nullable(),
  remainingMs: z.number().nullable(),
  /** How long the steps so far took, without the start of the program; absent where the engine does not tell it. */
  workedMs: z.number().optional(),
  phase: messageSchema.nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

export const attemptSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  status: attemptStatusSchema,
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  exit: exitSchema.nullable(),
  peakMemoryBytes: z.number().nullable(),
  /** False when something else of Stillroom ran on the same device during a measured stage; null where it does not matter. */
  measuredAlone: z.boolean().nullable(),
  executor: attemptExecutorSchema,
  /** The cluster's own id of its job; null elsewhere, and before the cluster had it. */
  job: z.string().nullable(),
  /** Indices of the GPUs of this host that it was given; null where they were not noted. */
  gpus: z.array(z.int()).nullable(),
  /** The attempt and checkpoint step that it went on from; null when it began anew or went on from something else. */
  resumedFrom: z.object({ attempt: z.int(), step: z.int() }).nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const stageSchema = z.object({
  id: z.string(),
  key: z.string(),
  kind: stageKindSchema,
  subject: z.string().nullable(),
  status: stageStatusSchema,
  dependsOn: z.array(z.string()),
  argv: z.array(z.string()),
  commands: z.array(stageCommandSchema),
  env: z.record(z.string(), z.string()),
  progress: progressSchema.nullable(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  exit: exitSchema.nullable(),
  attempts: z.array(attemptSchema),
  /** When a stage whose attempt was lost is tried again by itself; null otherwise. */
  retryAt: z.number().nullable(),
  /** How long it was expected to take when its run was made; null where nothing of the sort had been measured. */
  expected: timeRangeSchema.nullable(),
  /** The run and stage whose results are used, for a `cached` stage. */
  cachedFrom: z.object({ runId: z.string(), runName: z.string() }).nullable(),
});
export type Stage = z.infer<typeof stageSchema>;

const terminal: ReadonlySet<StageStatus> = new Set(["succeeded", "cached", "failed", "cancelled", "lost", "blocked"]);

/** The status of a stage and of its attempt after each way to end. */
export const endStatuses = {
  succeeded: "succeeded",
  stopped: "cancelled",
  failed: "failed",
  cancelled: "cancelled",
  lost: "lost",
} as const satisfies Record<Exit["outcome"], StageStatus & AttemptStatus>;

/** True when the stage will not change any more without a person's action. */
export function isStageEnded(status: StageStatus): boolean {
  return terminal.has(status);
}

/** True when later stages may use this stage's artifacts. */
export function isStageDone(status: StageStatus): boolean {
  return status === "succeeded" || status === "cached";
}

/**
 * What can be asked of a stage. `stop`: a person wants its end with a checkpoint saved; `cancel`: its end at once;
 * `early-stop`: its sweep ends the trial, which is worse than others; `unneeded`: the training of its run failed, so that
 * nothing can be compared with it; `override`: a person wants to quantise although the loss has not settled.
 */
export const stageRequestSchema = z.enum(["stop", "cancel", "early-stop", "unneeded", "override"]);
export type StageRequest = z.infer<typeof stageRequestSchema>;
