import { z } from "zod";
import { evaluationSchema } from "./evaluation";
import { messageSchema } from "./message";
import { metricSummarySchema } from "./metric";
import { memoryFixSchema } from "./preflight";
import { storedRecipeSchema } from "./recipe/stored";
import { stageKindSchema, stageSchema, stageStatusSchema } from "./stage";
import { timeRangeSchema } from "./time-range";
import { sweepPlaceSchema } from "./trial";

export const runStatusSchema = z.enum(["queued", "running", "stopping", "succeeded", "failed", "cancelled", "stopped"]);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** Quality kept = student ÷ teacher; speed-up = student ÷ teacher in output tokens a second, whose answers have so many tokens on average; size ratio = student ÷ teacher. Null until measured. */
export const headlineSchema = z.object({
  subject: z.string(),
  dataset: z.string(),
  metric: z.string(),
  quality: z.number().nullable(),
  qualityBase: z.number().nullable(),
  qualityTeacher: z.number().nullable(),
  qualityKept: z.number().nullable(),
  speedUp: z.number().nullable(),
  outputTokens: z.number().nullable().default(null),
  outputTokensTeacher: z.number().nullable().default(null),
  sizeRatio: z.number().nullable(),
});
export type Headline = z.infer<typeof headlineSchema>;

/** The stage that failed first and why in a few words. */
export const runFailureSchema = z.object({
  stage: z.object({ key: z.string(), kind: stageKindSchema, subject: z.string().nullable() }),
  reason: messageSchema,
});
export type RunFailure = z.infer<typeof runFailureSchema>;

export const runSummarySchema = z.object({
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  experimentId: z.string(),
  parentRunId: z.string().nullable(),
  /** Null for a run that no sweep made. */
  sweep: sweepPlaceSchema.nullable(),
  status: runStatusSchema,
  /** Why the stored recipe cannot be read; null where it can. What the recipe says is null or empty then. */
  recipeProblem: messageSchema.nullable(),
  /** Names of other stored values of the run that are damaged and shown as if they were not there. */
  damaged: z.array(z.string()),
  teacher: z.string().nullable(),
  student: z.string().nullable(),
  knowledge: z.array(z.string()),
  tags: z.array(z.string()),
  notes: z.string(),
  archived: z.boolean(),
  priority: z.int(),
  /** True while a person holds it back: nothing more of it starts. */
  held: z.boolean(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** How long it will still work; null once it has ended, and while a stage to come has never been measured. */
  timeLeft: timeRangeSchema.nullable(),
  progress: z.object({
    doneStages: z.number().int(),
    totalStages: z.number().int(),
    fraction: z.number(),
    currentStage: z
      .object({ key: z.string(), kind: stageKindSchema, subject: z.string().nullable(), status: stageStatusSchema })
      .nullable(),
  }),
  /** Null while no stage of the run has failed. */
  failure: runFailureSchema.nullable(),
  /** The training loss thinned to at most 60 values, oldest first. */
  lossSparkline: z.array(z.number()),
  headline: headlineSchema.nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const artifactSchema = z.object({
  id: z.string(),
  stageKey: z.string(),
  attempt: z.number().int(),
  kind: z.enum(["model", "answers", "soft-labels", "pairs", "report", "checkpoint"]),
  subject: z.string().nullable(),
  name: z.string(),
  /** Relative to STILLROOM_HOME; null when the place is outside of it. */
  path: z.string().nullable(),
  digest: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  step: z.number().int().nullable(),
  createdAt: z.number(),
  inputs: z.array(z.string()),
});
export type Artifact = z.infer<typeof artifactSchema>;

/** A checkpoint that is on disk and whole, to be gone on from. */
export const checkpointSchema = z.object({
  stageKey: z.string(),
  attempt: z.int(),
  step: z.int(),
  savedAt: z.number(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

export const gapClosedSchema = z.object({
  dataset: z.string(),
  metric: z.string(),
  value: z.number().nullable(),
  reason: messageSchema.nullable(),
});

/** A stage whose models did not end all answers within their tokens; `advice` where that is a large share. */
const cutAnswersSchema = z.object({
  stageKey: z.string(),
  rows: z.number(),
  truncated: z.number(),
  said: messageSchema,
  advice: messageSchema.nullable(),
});
export type CutAnswers = z.infer<typeof cutAnswersSchema>;

/** One recipe key with its value before and after, as YAML; null where the key is absent. */
export const recipeEditSchema = z.object({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type RecipeEdit = z.infer<typeof recipeEditSchema>;

/** What would take less memory than a run did, each with all that it changes; `reason` says why nothing can be offered. */
export const memoryFixesSchema = z.object({
  fixes: z.array(memoryFixSchema.extend({ edits: z.array(recipeEditSchema) })),
  reason: messageSchema.nullable(),
});
export type MemoryFixes = z.infer<typeof memoryFixesSchema>;

/** The stable object behind `stillroom show RUN --json` and the run page. */
export const runDetailSchema = runSummarySchema.extend({
  recipe: storedRecipeSchema.nullable(),
  /** The stored text of a recipe that cannot be read; null where it can. */
  recipeText: z.string().nullable(),
  recipeDigest: z.string(),
  changes: z.array(recipeEditSchema),
  stages: z.array(stageSchema),
  metrics: z.array(metricSummarySchema),
  evaluations: z.array(evaluationSchema),
  gapClosed: z.array(gapClosedSchema),
  cutAnswers: z.array(cutAnswersSchema),
  artifacts: z.array(artifactSchema),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

export const recipeChangeSchema = z.object({
  path: z.string(),
  /** One value a run, in the order asked for, as YAML; null where the key is absent. */
  values: z.array(z.string().nullable()),
});
