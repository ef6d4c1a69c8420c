import { z } from "zod";

/**
 * Answers that a model did not end within `maxTokens`. `leaveOut`: no row is made of them; `keep`: they are taught, and with
 * them that an answer ends there.
 */
const truncatedSchema = z.enum(["leaveOut", "keep"]).default("leaveOut");

/** Sequence distillation: the teacher's answers become hard labels (Kim & Rush 2016, arXiv:1606.07947). */
export const answersKnowledgeSchema = z.strictObject({
  kind: z.literal("answers"),
  /** `teacher`: it answers the training prompts first; `own`: the training rows bring its answers. */
  source: z.enum(["teacher", "own"]).default("teacher"),
  /** Longest answer, sampling temperature and what becomes of cut answers, where the teacher is asked. */
  maxTokens: z.int().min(1).max(32_768).default(256),
  temperature: z.number().min(0).max(5).default(0),
  truncated: truncatedSchema,
});

/**
 * Output distribution: L = α·CE + (1−α)·T²·D(teacher, student) at temperature T, or without T²
 * (Hinton et al. 2015, arXiv:1503.02531; on-policy: GKD, arXiv:2306.13649).
 */
export const logitsKnowledgeSchema = z.strictObject({
  kind: z.literal("logits"),
  temperature: z.number().gt(0).max(20).default(2),
  /** `squared`: D times T², so that its gradient keeps its size at every T; `none`: D as it is. */
  temperatureScale: z.enum(["squared", "none"]).default("squared"),
  alpha: z.number().min(0).lt(1, "alpha must stay below 1; at 1 the teacher has no weight").default(0.3),
  divergence: z.enum(["forward-kl", "reverse-kl", "jsd"]).default("forward-kl"),
  jsdBeta: z.number().gt(0).lt(1).default(0.5),
  topK: z.int().min(1).max(1_000_000).optional(),
  /** `bucket`: what the top-k leaves out is one more class; `none`: nothing is said of it, and the student may give it any share. */
  topKTail: z.enum(["bucket", "none"]).default("bucket"),
  onPolicy: z.number().min(0).max(1).default(0),
  maxCompletionLength: z.int().min(1).max(32_768).default(128),
});

const layerPairSchema = z.tuple([z.int().min(0), z.int().min(0)]);

/**
 * Hidden-state matching: mean squared error between mapped layers, through a learned projection where the widths differ
 * (FitNets, arXiv:1412.6550; TinyBERT, arXiv:1909.10351). A layer pair is [student layer, teacher layer]; 0 is the embedding.
 */
const hiddenStatesKnowledgeSchema = z.strictObject({
  kind: z.literal("hidden-states"),
  weight: z.number().gt(0).max(1000).default(0.1),
  layers: z.union([z.literal("uniform"), z.array(layerPairSchema).min(1)]).default("uniform"),
  normalize: z.boolean().default(true),
});

/** Attention transfer: distance between the head means of mapped layers' attention maps (Zagoruyko & Komodakis, arXiv:1612.03928). */
const attentionKnowledgeSchema = z.strictObject({
  kind: z.literal("attention"),
  weight: z.number().gt(0).max(1000).default(0.1),
});

/**
 * Preference: the teacher's answer is preferred to the student's, or the user's own pairs
 * (DPO, arXiv:2305.18290; KTO, arXiv:2402.01306).
 */
export const preferenceKnowledgeSchema = z.strictObject({
  kind: z.literal("preference"),
  method: z.enum(["dpo", "kto"]).default("dpo"),
  beta: z.number().gt(0).max(10).default(0.1),
  /** `teacher-student`: pairs are made from both models' answers; `own`: the training rows bring them. */
  pairs: z.enum(["teacher-student", "own"]).default("teacher-student"),
  /** Longest answer, sampling temperature and what becomes of cut answers of both models, where the pairs are made. */
  maxTokens: z.int().min(1).max(32_768).default(256),
  temperature: z.number().min(0).max(5).default(0),
  truncated: truncatedSchema,
});

/** Policy: GRPO whose advantage is the teacher's log-ratio on the student's own samples (on-policy distillation as RL). */
const policyKnowledgeSchema = z.strictObject({
  kind: z.literal("policy"),
  coefficient: z.number().gt(0).max(100).default(1),
  generations: z.int().min(2).max(128).default(4),
  temperature: z.number().gt(0).max(5).default(1),
  maxCompletionLength: z.int().min(1).max(32_768).default(128),
});

export const knowledgeSchema = z.discriminatedUnion("kind", [
  answersKnowledgeSchema,
  logitsKnowledgeSchema,
  hiddenStatesKnowledgeSchema,
  attentionKnowledgeSchema,
  preferenceKnowledgeSchema,
  policyKnowledgeSchema,
]);

export type Knowledge = z.infer<typeof knowledgeSchema>;
export type KnowledgeKind = Knowledge["kind"];
export type KnowledgeOf<Kind extends KnowledgeKind> = Extract<Knowledge, { kind: Kind }>;

/** The entry of one kind, or null when the recipe does not ask for it. */
export function knowledgeOf<Kind extends KnowledgeKind>(
  knowledge: readonly Knowledge[],
  kind: Kind,
): KnowledgeOf<Kind> | null {
  const isKind = (entry: Knowledge): entry is KnowledgeOf<Kind> => entry.kind === kind;
  return knowledge.find(isKind) ?? null;
}
