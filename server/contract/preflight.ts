import { z } from "zod";
import { messageSchema } from "./message";
import { problemSchema } from "./problem";
import { knowledgeSchema } from "./recipe/knowledge";
import { timeRangeSchema } from "./time-range";

/** `same`: one tokenizer; `padded`: one tokenizer, other number of vocabulary rows; `different`: tokens do not mean the same. */
export const pairVerdictSchema = z.enum(["same", "padded", "different", "unknown"]);
export type PairVerdict = z.infer<typeof pairVerdictSchema>;

const kindSchema = z.enum(knowledgeSchema.options.map(({ shape }) => shape.kind.value));

/** One thing that was compared between teacher and student. */
export const pairFactSchema = z.object({
  key: z.enum(["vocabulary-rows", "tokenizer", "special-tokens", "chat-template", "prompts"]),
  teacher: messageSchema.nullable(),
  student: messageSchema.nullable(),
  /** Null where one side could not be read. */
  equal: z.boolean().nullable(),
  /** What the difference means; null where there is none. */
  note: messageSchema.nullable(),
});
export type PairFact = z.infer<typeof pairFactSchema>;

export const pairCheckSchema = z.object({
  verdict: pairVerdictSchema,
  reasons: z.array(messageSchema),
  allowedKinds: z.array(kindSchema),
  facts: z.array(pairFactSchema),
  /** The user's own prompts that both tokenised alike, of those tried; null where none could be. */
  prompts: z.object({ tried: z.number().int(), equal: z.number().int() }).nullable(),
  teacherParameters: z.number().nullable(),
  studentParameters: z.number().nullable(),
});
export type PairCheck = z.infer<typeof pairCheckSchema>;

export const memoryPartSchema = z.object({
  key: z.enum([
    "base",
    "student-weights",
    "gradients",
    "optimizer",
    "activations",
    "teacher-weights",
    "teacher-activations",
    "logits",
    "rollout-cache",
  ]),
  bytes: z.number(),
  /** How the figure came about, such as `63.7 M parameters × 4 bytes`. */
  formula: messageSchema,
});
export type MemoryPart = z.infer<typeof memoryPartSchema>;

/** One change of the recipe that saves memory; `changes` are recipe keys in dot form with their new values. */
export const memoryFixSchema = z.object({
  key: z.string(),
  message: messageSchema,
  changes: z.record(z.string(), z.unknown()),
  savesBytes: z.number(),
});
export type MemoryFix = z.infer<typeof memoryFixSchema>;

export const memoryEstimateSchema = z.object({
  /** Peak of the training process tree on one device; null with a reason where the models' shapes are unknown. */
  estimateBytes: z.number().nullable(),
  parts: z.array(memoryPartSchema),
  /** Free memory of the device that trains; null where it is unknown. */
  availableBytes: z.number().nullable(),
  device: z.enum(["cpu", "gpu"]),
  devices: z.number().int(),
  verdict: z.enum(["fits", "tight", "exceeds", "unknown"]),
  fixes: z.array(memoryFixSchema),
  reason: messageSchema.nullable(),
});
export type MemoryEstimate = z.infer<typeof memoryEstimateSchema>;

export const dataReportSchema = z.object({
  rows: z.number().int(),
  /** Says so where only the first rows were read; null where all were. */
  limit: messageSchema.nullable(),
  columns: z.array(z.string()),
  /** Token lengths of the training rows that were looked at; null where no tokenizer could be read. */
  tokens: z
    .object({
      sampled: z.number().int(),
      mean: z.number(),
      p95: z.number(),
      max: z.number(),
      /** Rows by length; `from` inclusive, `to` exclusive. */
      histogram: z.array(z.object({ from: z.number().int(), to: z.number().int(), rows: z.number().int() })),
      /** Share of rows longer than maxLength, 0 to 1. */
      truncatedShare: z.number(),
    })
    .nullable(),
  duplicates: z.number().int(),
  emptyAnswers: z.number().int(),
  leaked: z.number().int(),
  /** Held-out items that an earlier measurement of this teacher failed; null where there is none. */
  teacherCeiling: z
    .array(z.object({ dataset: z.string(), items: z.number().int(), failed: z.number().int(), score: z.number() }))
    .nullable(),
});
export type DataReport = z.infer<typeof dataReportSchema>;

/** What a person should know before the launch, with the reason and where it is written. */
export const adviceSchema = z.object({
  code: z.string(),
  severity: z.enum(["info", "warning"]),
  field: z.string().nullable(),
  message: messageSchema,
  reason: messageSchema,
  /** Where the reason is written: a citation or an address, which stay as they are, or an earlier run. */
  source: messageSchema,
  /** Recipe keys in dot form with the values that follow the advice; null where a person has to choose. */
  changes: z.record(z.string(), z.unknown()).nullable(),
});
export type Advice = z.infer<typeof adviceSchema>;

export const timeEstimateSchema = z.object({
  stages: z.array(
    z.object({
      key: z.string(),
      /** Null where nothing of the sort was measured. */
      range: timeRangeSchema.nullable(),
      /** Which measurement it comes from, or why there is none. */
      basis: messageSchema,
    }),
  ),
  /** Null unless every stage is known, since a part of it would mislead. */
  total: timeRangeSchema.nullable(),
  deviceHours: z.number().nullable(),
});
export type TimeEstimate = z.infer<typeof timeEstimateSchema>;

/** True where every stage of a run would take up what an earlier one made, so that it takes seconds. */
export function isAllReused({ stages }: TimeEstimate): boolean {
  return stages.length > 0 && stages.every(({ basis }) => basis.code === "times.reused");
}

/** Count and time of a sweep before it starts; the time is that of one run after the other, work that they share counted once. */
export const sweepEstimateSchema = z.object({
  trials: z.int(),
  repeats: z.int(),
  runs: z.int(),
  range: timeRangeSchema.nullable(),
  reason: messageSchema.nullable(),
});
export type SweepEstimate = z.infer<typeof sweepEstimateSchema>;

/** The object behind `stillroom preflight --json` and the panel beside the form. */
export const preflightSchema = z.object({
  pair: pairCheckSchema,
  memory: memoryEstimateSchema,
  data: dataReportSchema.nullable(),
  advice: z.array(adviceSchema),
  time: timeEstimateSchema,
  /** Null for a recipe without a sweep. */
  sweep: sweepEstimateSchema.nullable(),
  /** What was set in place of what the recipe leaves open, such as a dtype `auto`; the recipe that runs names it. */
  resolved: z.array(z.object({ field: z.string(), value: z.string() })),
  warnings: z.array(problemSchema),
});
export type Preflight = z.infer<typeof preflightSchema>;

/** What is still being looked at; `share` (0 to 1) is null where it cannot be told. */
const lookingSchema = z.object({
  part: z.enum(["pair", "data", "memory", "time"]),
  file: z.string().nullable(),
  share: z.number().nullable(),
});
export type Looking = z.infer<typeof lookingSchema>;

/** A preflight whose parts come one by one: each is null until it is known, and `looking` names those that are not. */
export const preflightSoFarSchema = z.object({
  preflight: preflightSchema
    .omit({ warnings: true })
    .extend({
      pair: pairCheckSchema.nullable(),
      memory: memoryEstimateSchema.nullable(),
      time: timeEstimateSchema.nullable(),
    })
    .nullable(),
  problems: z.array(problemSchema),
  looking: z.array(lookingSchema),
});
export type PreflightSoFar = z.infer<typeof preflightSoFarSchema>;
