import { z } from "zod";

/** Raised where an answer may score otherwise than before, so that no run takes over scores made by other rules. */
export const scoringVersion = 2;

/** Scores kept per item: accepted answer contained and not denied, equal after normalising, ROUGE-L F1 over normalised words. */
export const evaluationMetrics = ["answer-match", "exact-match", "rouge-l"] as const;

/** How many prompts may be answered while a student is trained, and how long an answer may be. */
export const mostSamples = 5;
export const sampleTokens = 64;

export const evaluateSchema = z.strictObject({
  subjects: z.union([z.literal("all"), z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).min(1)]).default("all"),
  metrics: z.array(z.enum(evaluationMetrics)).min(1).default(["answer-match", "exact-match", "rouge-l"]),
  load: z
    .strictObject({
      parallel: z.array(z.int().min(1).max(1024)).min(1).max(8).default([1]),
      requests: z.int().min(1).max(100_000).default(20),
    })
    .prefault({}),
  /** Fixed prompts that the student answers at each evaluation and checkpoint of its training; 0 for none. */
  samples: z.int().min(0).max(mostSamples).default(3),
  generation: z
    .strictObject({
      maxTokens: z.int().min(1).max(32_768).default(64),
      temperature: z.number().min(0).max(5).default(0),
    })
    .prefault({}),
});
