import { z } from "zod";
import { messageSchema } from "./message";

/** A score as a fraction 0–1 with a Wilson 95 % interval where the score is a share of items; `value` null with a `reason` when it could not be measured. */
export const scoreSchema = z.object({
  value: z.number().nullable(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  reason: messageSchema.nullable(),
});
export type Score = z.infer<typeof scoreSchema>;

export const percentilesSchema = z.object({ p50: z.number().nullable(), p95: z.number().nullable() });

/** Load test of one subject at one number of parallel requests. */
export const loadResultSchema = z.object({
  parallel: z.number().int(),
  requests: z.number().int(),
  succeeded: z.number().int(),
  ttftMs: percentilesSchema,
  tpotMs: percentilesSchema,
  latencyMs: percentilesSchema,
  tokensPerSecond: z.number().nullable(),
  requestsPerSecond: z.number().nullable(),
  /** Mean length of the answers; null where an earlier version measured. */
  outputTokens: z.number().nullable().default(null),
});

/** Everything measured for one subject on one held-out set. Speed and size are those of the subject and repeat over its sets. */
export const evaluationSchema = z.object({
  runId: z.string(),
  stageId: z.string(),
  subject: z.string(),
  dataset: z.string(),
  scores: z.record(z.string(), scoreSchema),
  latencyMs: percentilesSchema,
  ttftMs: z.number().nullable(),
  tpotMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  load: z.array(loadResultSchema),
  sizeBytes: z.number().nullable(),
  /** Mean length of the answers whose speed this is, without which times of whole answers cannot be compared. */
  outputTokens: z.number().nullable().default(null),
  /** Of the server's processes: resident in host memory, and on all GPUs. */
  peakMemoryBytes: z.number().nullable(),
  peakGpuMemoryBytes: z.number().nullable().default(null),
  measuredAlone: z.boolean(),
  /** Why a field above is null, by field name. */
  reasons: z.record(z.string(), messageSchema),
  /** The run whose measurement this is, when it came from the cache; null when measured in this run. */
  cachedFromRunId: z.string().nullable(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** One item of one subject; `itemKey` is the digest of data set and prompt, equal over subjects and runs. */
export const evaluationItemSchema = z.object({
  runId: z.string(),
  subject: z.string(),
  dataset: z.string(),
  itemKey: z.string(),
  index: z.number().int(),
  prompt: z.string(),
  references: z.array(z.string()),
  answer: z.string().nullable(),
  scores: z.record(z.string(), z.number()),
  latencyMs: z.number().nullable(),
  error: z.string().nullable(),
});

/** One answer of the comparison of items, under `runId:subject`. */
const comparedAnswerSchema = evaluationItemSchema.pick({ answer: true, scores: true, latencyMs: true, error: true });

/** The same prompt over several subjects; a column that was not measured is absent from `answers`. */
export const comparedItemSchema = z.object({
  dataset: z.string(),
  itemKey: z.string(),
  prompt: z.string(),
  references: z.array(z.string()),
  answers: z.record(z.string(), comparedAnswerSchema),
});
export type ComparedItem = z.infer<typeof comparedItemSchema>;

/** `disagree`: the subjects' answer-match scores differ; `lost`: teacher right, student wrong. */
export const itemFilterSchema = z.enum(["all", "disagree", "lost", "wrong"]);

export const comparedItemsSchema = z.object({ items: z.array(comparedItemSchema), total: z.number().int() });
