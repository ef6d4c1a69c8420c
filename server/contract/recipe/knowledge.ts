import { z } from "zod";

/** Sequence distillation: the teacher's answers become hard labels (Kim & Rush 2016, arXiv:1606.07947). */
export const answersKnowledgeSchema = z.strictObject({
  kind: z.literal("answers"),
  maxTokens: z.int().min(1).max(32_768).default(256),
  temperature: z.number().min(0).max(5).default(0),
});

/**
 * Output distribution: L = α·CE + (1−α)·D(teacher ‖ student) at temperature T
 * (Hinton et al. 2015, arXiv:1503.02531; on-policy: GKD, arXiv:2306.13649).
 */
export const logitsKnowledgeSchema = z.strictObject({
  kind: z.literal("logits"),
  temperature: z.number().gt(0).max(20).default(2),
  alpha: z.number().min(0).lt(1, "alpha must stay below 1; at 1 the teacher has no weight").default(0.3),
  divergence: z.enum(["forward-kl", "reverse-kl", "jsd"]).default("forward-kl"),
  jsdBeta: z.number().gt(0).lt(1).default(0.5),
  topK: z.int().min(1).max(1_000_000).optional(),
  onPolicy: z.number().min(0).max(1).default(0),
  maxCompletionLength: z.int().min(1).max(32_768).default(128),
});

export const knowledgeSchema = z.discriminatedUnion("kind", [answersKnowledgeSchema, logitsKnowledgeSchema]);

export type Knowledge = z.infer<typeof knowledgeSchema>;
export type AnswersKnowledge = z.infer<typeof answersKnowledgeSchema>;
export type LogitsKnowledge = z.infer<typeof logitsKnowledgeSchema>;
