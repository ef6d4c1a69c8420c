import { z } from "zod";
import { evaluationSchema } from "./evaluation";
import { gapClosedSchema, headlineSchema, runStatusSchema } from "./run";
import { progressSchema, stageKindSchema, stageStatusSchema } from "./stage";

export const shareSchema = z.object({
  id: z.string(),
  token: z.string(),
  path: z.string(),
  kind: z.enum(["run", "comparison"]),
  runIds: z.array(z.string()),
  title: z.string(),
  createdAt: z.number(),
  expiresAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
});
export type Share = z.infer<typeof shareSchema>;

/** What a share link shows: a fixed list of fields, models by their last path part, no machine path and no command. */
export const sharedRunSchema = z.object({
  /** Opaque within the share: `run-1`, `run-2`, …, in the order shared. */
  id: z.string(),
  name: z.string(),
  status: runStatusSchema,
  /** Null where the recipe of the run cannot be read. */
  teacher: z.string().nullable(),
  student: z.string().nullable(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  progress: z.object({ doneStages: z.number(), totalStages: z.number(), fraction: z.number() }),
  settings: z.array(z.object({ path: z.string(), value: z.string() })),
  stages: z.array(
    z.object({
      key: z.string(),
      kind: stageKindSchema,
      subject: z.string().nullable(),
      status: stageStatusSchema,
      startedAt: z.number().nullable(),
      endedAt: z.number().nullable(),
      progress: progressSchema.nullable(),
    }),
  ),
  evaluations: z.array(evaluationSchema.omit({ stageId: true, cachedFromRunId: true })),
  gapClosed: z.array(gapClosedSchema),
  headline: headlineSchema.nullable(),
});
export type SharedRun = z.infer<typeof sharedRunSchema>;

export const sharedViewSchema = z.object({
  kind: z.enum(["run", "comparison"]),
  title: z.string(),
  createdAt: z.number(),
  expiresAt: z.number().nullable(),
  runs: z.array(sharedRunSchema),
});
export type SharedView = z.infer<typeof sharedViewSchema>;
